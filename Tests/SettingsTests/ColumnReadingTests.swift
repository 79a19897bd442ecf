import ServiceCore
import Testing

@testable import Settings

@Suite struct ColumnReadingTests {
    private let reader = ConfigurationReader(
        paths: Paths(environment: [:], home: "/home/kim"),
        commands: {
            KnownCommands(
                words: [], fields: [:], columns: ["contacts": ["email", "state"], "groups": ["name"]])
        })

    @Test func `columns are read with their order and width`() throws {
        let configuration = try reader.parse("columns: {contacts: [state, email 40], groups: name}")
        #expect(
            configuration.columns == [
                "contacts": [ColumnEntry(field: "state"), ColumnEntry(field: "email", width: 40)],
                "groups": [ColumnEntry(field: "name")],
            ])
    }

    @Test(arguments: [
        ("columns: {contcts: [email]}", "config.yaml:1:11: there is no pane “contcts”."),
        ("columns: {contacts: [emial]}", "config.yaml:1:22: contacts have no column “emial”."),
        ("columns: {contacts: [email 2]}", "config.yaml:1:22: “email 2” is no column."),
        ("columns: {contacts: [email x y]}", "config.yaml:1:22: “email x y” is no column."),
        ("columns: {contacts: [email, email 9]}", "config.yaml:1:29: “email” stands more than once."),
    ])
    func `what is wrong is said with line and column`(text: String, message: String) {
        let error = #expect(throws: ServiceError.self) { try reader.parse(text) }
        #expect(error?.message == message)
    }
}
