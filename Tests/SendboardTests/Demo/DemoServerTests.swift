import Testing

@testable import sendboard

@Suite struct DemoServerTests {
    @Test(arguments: [
        (nil, nil, true), (nil, 100_000, true), (nil, 100_001, false), ("embedded", nil, false),
        ("embedded", 5, false), ("dyn", nil, true), ("dyn", 100_001, false),
    ])
    func `a server is started where its rows are shown, and not beside very many contacts`(
        connection: String?, contacts: Int?, isWanted: Bool
    ) {
        #expect(DemoServer.isWanted(connection: connection, contacts: contacts) == isWanted)
    }
}
