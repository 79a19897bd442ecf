import ServiceCore
import Settings
import Terminal
import Testing

@Suite struct ThemeReaderTests {
    @Test func `a theme names the looks of roles`() throws {
        let theme = try ThemeReader.parse(
            """
            title: Night
            roles:
              text: default
              good: 2
              accent: {fg: "#5f87ff", bold: true}
              badge: {fg: white, bg: bright-red}
            """, name: "night", file: "themes/night.yaml")
        #expect(theme.name == "night")
        #expect(theme.title == "Night")
        #expect(
            theme.roles == [
                .text: Paint(foreground: .terminalDefault), .good: Paint(foreground: .indexed(2)),
                .accent: Paint(foreground: ThemeColour("#5f87ff"), attributes: .bold),
                .badge: Paint(foreground: .ansi(.white), background: .ansi(.brightRed)),
            ])
    }

    @Test(arguments: [
        ("roles:\n  goood: red", "themes/own.yaml:2:3: unknown role “goood”.", "Did you mean good?"),
        ("roles:\n  good: redd", "themes/own.yaml:2:9: “redd” is no colour.", nil),
        ("role:\n  good: red", "themes/own.yaml:1:1: unknown word “role”.", "Did you mean roles?"),
        (
            "roles:\n  good: {bg: red, bolt: yes}", "themes/own.yaml:2:19: unknown word “bolt”.",
            "Did you mean bold?"
        ),
    ])
    func `what is wrong is told with its place`(text: String, message: String, hint: String?) throws {
        let error = try #require(throws: ServiceError.self) {
            try ThemeReader.parse(text, name: "own", file: "themes/own.yaml")
        }
        #expect(error.message == message)
        if let hint { #expect(error.hint == hint) }
    }

    @Test func `every theme in the program can be read`() throws {
        let catalog = ThemeCatalog(directory: "/nowhere")
        #expect(try catalog.entries().map(\.theme.name) == catalog.names())
        #expect(catalog.names().first == "default")
    }

    @Test func `an unknown theme is told with the nearest`() throws {
        let error = try #require(throws: ServiceError.self) {
            try ThemeCatalog(directory: "/nowhere").theme(named: "defualt")
        }
        #expect(error.code == .notFound)
        #expect(error.hint == "Did you mean default?")
    }
}
