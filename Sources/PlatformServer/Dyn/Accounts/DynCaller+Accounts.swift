import Platform
import ServiceCore

extension DynCaller {
    private static let accountPage = 25

    func listAccounts() async throws(ServiceError) -> JSONObject {
        try requireMaster()
        let accounts = try await tenant.accounts(
            named: parameters.text("accountname"), from: parameters.start(), limit: Self.accountPage)
        let cap = try await tenant.account().emailCap
        return ["accounts": accounts.map(Self.item), "emailcap": Self.emailCap(cap)]
    }

    /// Makes an account or changes one; §5 numbers the rules.
    func saveAccount() async throws(ServiceError) -> JSONObject {
        guard let sent = parameters["username"] else { return try await change(nil) }
        try requireMaster()
        let username = sent.trimmingBlanks
        guard !username.isEmpty, try await tenant.account(called: username) != nil else {
            return try await create(username)
        }
        // A password says that the caller takes the account for a new one.
        guard try makesKey || password == nil else {
            throw ServiceError(.conflict, "There is an account “\(username)” already.")
        }
        return try await change(username)
    }

    func deleteAccount() async throws(ServiceError) -> DynNothing {
        try requireMaster()
        try await tenant.deleteAccount(try parameters.required("username"))
        return DynNothing()
    }

    private func create(_ username: String) async throws(ServiceError) -> JSONObject {
        var faults = DynFaults()
        if username.isEmpty {
            faults.add("username", "is missing")
        } else if TextRule.userName.normalise(username) == nil {
            faults.add("username", "is no e-mail address")
        }
        if password == nil { faults.add("password", "is missing") }
        var values = faults.accountValues(parameters)
        for name in ["companyname", "phone"] where parameters.text(name) == nil {
            faults.add(name, "is missing")
        }
        _ = faults.reading(try makesKey)
        try faults.check()
        values["username"] = username
        values["password"] = password
        return Self.answer(try await tenant.createAccount(values))
    }

    /// - Parameter username: nil for the key's own account.
    private func change(_ username: String?) async throws(ServiceError) -> JSONObject {
        var faults = DynFaults()
        let values = faults.accountValues(parameters)
        let makesKey = faults.reading(try self.makesKey)
        try faults.check()
        return Self.answer(
            try await tenant.changeAccount(
                username, values, password: password.map { Secret($0) }, makesKey: makesKey == true))
    }

    private var makesKey: Bool {
        get throws(ServiceError) { try parameters.flag("generatenewapikey") }
    }

    /// Blanks at its ends are part of it.
    private var password: String? {
        parameters["password"].flatMap { $0.trimmingBlanks.isEmpty ? nil : $0 }
    }
}
