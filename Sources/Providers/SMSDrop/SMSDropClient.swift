import FoundationEssentials
import ServiceCore

/// One method for each call of smsdrop; knows the wire's names and nothing of the board.
struct SMSDropClient: Sendable {
    let connection: ConnectionID
    let clock: TransportClock
    let inHand: RowsInHand
    private let transport: HTTPTransport
    private let session: SMSDropSession
    private let credentials: Credentials

    init(_ settings: ConnectionSettings) throws(ServiceError) {
        connection = settings.id
        clock = settings.clock
        inHand = settings.inHand
        credentials = settings.credentials
        transport = try settings.transport(platform: "smsdrop", path: "api", envelope: SMSDropEnvelope.open)
        session = SMSDropSession(
            login: SMSDropLogin(transport: transport, credentials: settings.credentials, clock: clock),
            file: PrivateFile(path: settings.tokenPath, of: settings))
    }

    /// The user name that rows stand under.
    func accountName() async throws(ServiceError) -> String {
        try await credentials["email"].reveal()
    }

    /// Whose credentials these are (§4); what smsdrop did not tell is nil.
    func profile() async throws(ServiceError) -> Account {
        try await send(.read("account.profile", "users/me")).payload.row { row in
            let email = row.name("email")
            row.check("email", as: .address)
            let id = ResourceID(connection, .account, row.text("id") ?? email)
            var account = Account.untold(id, username: email)
            account.isActive = row.flag("is_active")
            account.isVerified = row.flag("is_verified")
            account.isAdmin = row.flag("is_superuser")
            return account
        }
    }

    func subscription() async throws(ServiceError) -> SMSDropSubscription {
        try await send(.read("account.subscription", "subscriptions/")).payload.row {
            SMSDropSubscription(&$0)
        }
    }

    /// A window of the campaigns, newest first; empty past the end.
    func campaigns(skip: Int, limit: Int) async throws(ServiceError) -> [SMSDropCampaign] {
        let query: Parameters = ["skip": .number(skip), "limit": .number(limit)]
        let answer = try await send(.read("campaigns.list", "campaigns/", query: query))
        return try answer.payload.rows(after: skip) { SMSDropCampaign(&$0) }
    }

    /// Nil where there is none of that id, or where it is no id.
    func campaign(_ id: String) async throws(ServiceError) -> SMSDropCampaign? {
        do throws(ServiceError) {
            return try await send(.read("campaigns.read", "campaigns/\(id)")).payload.row {
                SMSDropCampaign(&$0)
            }
        } catch {
            guard error.origin?.status == 404 || error.origin?.status == 422 else { throw error }
            return nil
        }
    }

    /// - Throws: `.notFound` where it is gone.
    func existing(_ id: ResourceID) async throws(ServiceError) -> SMSDropCampaign {
        guard let campaign = try await campaign(id.native) else {
            throw ServiceError(.notFound, "smsdrop has no such campaign.", hint: "Refresh the list.")
        }
        return campaign
    }

    /// A row of the board, with what was written to it here and the platform does not show yet.
    func row(_ campaign: SMSDropCampaign, _ account: String) -> Campaign {
        inHand.laid(over: Campaign(campaign, connection: connection, account: account))
    }

    /// Makes a campaign and launches it, or only makes it where credits lack.
    func create(_ draft: SMSDropDraft) async throws(ServiceError) -> SMSDropLaunch {
        try SMSDropLaunch(try await send(.write("campaigns.create", "campaigns/", body: .json(draft.json))))
    }

    /// Launches a campaign that had been made without enough credits.
    func retry(_ id: String) async throws(ServiceError) -> SMSDropLaunch {
        let body: JSONValue = ["id": .string(id)]
        do throws(ServiceError) {
            return try SMSDropLaunch(
                try await send(.write("campaigns.retry", "campaigns/retry", body: .json(body))))
        } catch {
            // The status alone says that it is stored and short of credit, whatever the body holds.
            guard error.code == .outcomeUnknown, error.origin?.status == 201,
                let campaign = try? await campaign(id)
            else { throw error }
            return SMSDropLaunch(campaign, isShortOfCredit: true)
        }
    }

    /// Sends with the token at hand; one that is refused is renewed and the call made again, once.
    private func send(_ request: HTTPRequest) async throws(ServiceError) -> HTTPAnswer {
        let token = try await session.token()
        do throws(ServiceError) {
            return try await send(request, token)
        } catch {
            guard error.origin?.status == 401 else { throw error }
        }
        let renewed = try await session.token(insteadOf: token)
        do throws(ServiceError) {
            return try await send(request, renewed)
        } catch {
            if error.origin?.status == 401 { await session.drop(renewed) }
            throw error
        }
    }

    private func send(_ request: HTTPRequest, _ token: Secret) async throws(ServiceError) -> HTTPAnswer {
        var request = request
        request.headers.add("Authorization", .prefixed("Bearer ", token))
        do throws(ServiceError) {
            return try await transport.send(request)
        } catch {
            throw error.hiding(await session.secrets)
        }
    }
}
