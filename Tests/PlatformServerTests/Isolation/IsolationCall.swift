/// A call by its name in a dialect's table, with the JSON members of its request.
struct IsolationCall: Sendable {
    typealias Members = @Sendable (IsolationGround.Party) -> [String: any Sendable]

    let name: String
    let expectation: IsolationCase.Expectation
    let members: Members

    init(
        _ name: String, _ expectation: IsolationCase.Expectation,
        _ members: @escaping Members = { _ in [:] }
    ) {
        self.name = name
        self.expectation = expectation
        self.members = members
    }
}
