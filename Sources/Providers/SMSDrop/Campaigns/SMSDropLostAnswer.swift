import FoundationEssentials
import ServiceCore

/// A launch whose answer was lost is looked for at the platform before anything is said of it.
struct SMSDropLostAnswer: Sendable {
    let client: SMSDropClient

    /// A campaign has no key of ours, so what is found may be another one that says the same: it stays unknown.
    func creating(_ draft: SMSDropDraft) async throws(ServiceError) -> SMSDropLaunch {
        do throws(ServiceError) {
            return try await client.create(draft)
        } catch {
            guard error.code == .outcomeUnknown else { throw error }
            throw await explained(error, draft)
        }
    }

    /// A campaign that is launched now is launched, whoever's call did it.
    func retrying(_ id: String) async throws(ServiceError) -> SMSDropLaunch {
        do throws(ServiceError) {
            return try await client.retry(id)
        } catch {
            guard error.code == .outcomeUnknown, let campaign = try? await client.campaign(id) else {
                throw error
            }
            if !campaign.isAborted { return SMSDropLaunch(campaign, isShortOfCredit: false) }
            if error.origin?.status == 201 { return SMSDropLaunch(campaign, isShortOfCredit: true) }
            var explained = error
            explained.hint = "smsdrop shows it as not launched a moment later; refresh before you repeat it."
            throw explained
        }
    }

    private func explained(_ error: ServiceError, _ draft: SMSDropDraft) async -> ServiceError {
        var error = error
        guard let newest = try? await client.campaigns(skip: 0, limit: SMSDropPages.defaultLength) else {
            return error
        }
        if let campaign = newest.first(where: draft.isSame) {
            let since = campaign.created.map { " since \($0.formatted(.iso8601))" } ?? ""
            error.hint =
                "smsdrop lists a campaign with this text and these recipients\(since), \(campaign.status ?? "its state not told"): do not repeat it before you looked."
        } else {
            error.hint = "smsdrop lists no such campaign a moment later; refresh before you repeat it."
        }
        return error
    }
}
