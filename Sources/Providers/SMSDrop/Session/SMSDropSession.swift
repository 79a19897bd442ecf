import FoundationEssentials
import ServiceCore

/// The token of one connection: stored, shared, renewed once where it is refused.
///
/// Any number of calls that need a token at the same moment log in once. Who is cancelled meanwhile leaves
/// at once; the login itself ends with the last one who waits for it. A refused password is not tried again
/// for a minute unless a person asks, lest a board that refreshes every few seconds lock its user out.
actor SMSDropSession {
    private typealias Waiter = CheckedContinuation<Result<SMSDropToken, ServiceError>, Never>

    private let login: SMSDropLogin
    private let file: PrivateFile?
    private var token: SMSDropToken?
    private var running: (number: Int, task: Task<Void, Never>)?
    private var waiting: [Int: Waiter] = [:]
    private var lastNumber = 0
    private var refusal: (error: ServiceError, ends: Date)?
    private var hasAsked = false

    init(login: SMSDropLogin, file: PrivateFile?) {
        self.login = login
        self.file = file
    }

    /// The token at hand or in the file, or a new one.
    func token() async throws(ServiceError) -> Secret {
        if let secret = try await known(besides: nil) { return secret }
        return try await joinLogin().secret
    }

    /// Another token than the one that the platform has just refused.
    ///
    /// Somebody else may have renewed it meanwhile: another call, or another process by the file.
    func token(insteadOf refused: Secret) async throws(ServiceError) -> Secret {
        drop(refused)
        if let secret = try await known(besides: refused) { return secret }
        return try await joinLogin().secret
    }

    func drop(_ refused: Secret) {
        if token?.secret == refused { token = nil }
    }

    /// What no error may show, whichever request the platform repeats it after.
    var secrets: [Secret] {
        get async {
            // Credentials are kept once they were fetched; before that there is nothing to hide.
            let password = hasAsked ? try? await login.credentials["password"] : nil
            return [password, token?.secret].compactMap(\.self)
        }
    }

    private func known(besides refused: Secret?) async throws(ServiceError) -> Secret? {
        if running == nil, token == nil, let stored = file?.read().flatMap(SMSDropToken.init(kept:)) {
            let email = try await login.email()
            if token == nil, stored.email == email, stored.secret != refused { token = stored }
        }
        guard let token, token.expires > login.now else { return nil }
        return token.secret
    }

    // MARK: One login for all

    private func joinLogin() async throws(ServiceError) -> SMSDropToken {
        if let refusal, refusal.ends > login.now, !Asking.current.isByHand { throw refusal.error }
        lastNumber += 1
        let number = lastNumber
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                waiting[number] = waiter
                if Task.isCancelled { leave(number) } else if running == nil { startLogin(number) }
            }
        } onCancel: {
            Task { await self.leave(number) }
        }
        return try result.get()
    }

    private func startLogin(_ number: Int) {
        hasAsked = true
        let task = Task { [login] in
            do throws(ServiceError) {
                finish(number, .success(try await login.token()))
            } catch {
                finish(number, .failure(error))
            }
        }
        running = (number, task)
    }

    private func finish(_ number: Int, _ result: Result<SMSDropToken, ServiceError>) {
        // A login that everybody has left may end after the next one began.
        guard running?.number == number else { return }
        running = nil
        switch result {
        case .success(let new):
            token = new
            file?.write(new.kept)
        case .failure(let error):
            if error.code == .unauthorized { refusal = (error, login.now.addingTimeInterval(60)) }
        }
        for waiter in waiting.values { waiter.resume(returning: result) }
        waiting = [:]
    }

    private func leave(_ number: Int) {
        guard let waiter = waiting.removeValue(forKey: number) else { return }
        waiter.resume(returning: .failure(ServiceError(.cancelled, "The log-in was cancelled.")))
        if waiting.isEmpty {
            running?.task.cancel()
            running = nil
        }
    }
}
