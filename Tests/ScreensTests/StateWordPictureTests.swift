import ServiceCore
import Settings
import TestSupport
import Testing

@testable import Screens
@testable import Terminal
@testable import ViewModels

/// Every word that a state can be, as a table shows it in every theme.
@Suite struct StateWordPictureTests {
    private static let words: [StateWord] =
        EventKind.allCases.map(\.word) + DeliveryState.allCases.map(\.word)
        + Campaign.State.allCases.map(\.word)
        + [DNSState.unchecked, .right, .wrong, .couldNotCheck].map(\.word) + othersOfRows

    /// The states that rows work out for themselves, each row being in one of them.
    private static let othersOfRows: [StateWord] = {
        var contact = Contact(id: ResourceID("a", .contact, "1"), account: "a", email: "kim@a.test")
        var contacts = [contact]
        contact.recipientStatus = "inactive"
        contacts.append(contact)
        contact.suppression = .bounce
        contacts.append(contact)
        contact.isMarkedInvalid = true
        contacts.append(contact)
        var user = SMTPUser(id: ResourceID("a", .smtpUser, "1"), account: "a", name: "smtp1")
        var users = [user]
        (user.hourlyLimit, user.usedThisHour) = (1, 1)
        users.append(user)
        (user.totalLimit, user.usedInAll) = (1, 1)
        users.append(user)
        user.isEnabled = false
        users.append(user)
        var account = Account(id: ResourceID("a", .account, "1"), username: "kim@a.test")
        var accounts = [account]
        account.isVerified = false
        accounts.append(account)
        account.isActive = false
        accounts.append(account)
        return contacts.map { state(of: $0) } + users.map { state(of: $0) } + accounts.map { state(of: $0) }
    }()

    private static func state<R: Resource>(of resource: R) -> StateWord {
        let row = Row(resource, schema: ResourceSchema(of: R.self))
        guard case .state(let word) = row["state"] else { return StateWord("?") }
        return word
    }

    private func table(_ words: [StateWord]) -> TableSnapshot {
        TableSnapshot(
            title: "States", filter: "", summary: "", stale: "",
            columns: [
                ColumnSnapshot(
                    field: "state", title: "STATE", isRightAligned: false, priority: 0, minimumWidth: 8,
                    maximumWidth: 40, truncatesMiddle: false)
            ], scrolledColumns: 0,
            rows: words.map {
                TableRowSnapshot(
                    isMarked: false, cells: [CellSnapshot(text: $0.word, tone: $0.tone, isChanged: false)])
            }, cursor: 0)
    }

    @Test(arguments: Self.themes, ColourDepth.allCases)
    func `each stands there whole and can be read`(name: String, depth: ColourDepth) throws {
        let theme = ResolvedTheme(try ThemeCatalog(directory: "/nowhere").theme(named: name), depth: depth)
        let words = Self.words
        var canvas = Canvas(size: Size(width: 60, height: words.count + 2))
        drawTable(table(words), in: canvas.bounds, on: &canvas)
        for (line, word) in words.enumerated() {
            let row = Array(canvas.row(line + 2))
            let start = try #require(row.firstIndex { $0.glyph.text != " " })
            let shown = row[start...].prefix(word.word.count)
            #expect(shown.map(\.glyph.text).joined() == word.word, "\(word) in \(name)")
            for cell in shown {
                let paint = theme[cell.style]
                #expect(
                    Legibility.holds(paint.foreground, on: paint.background), "\(word) in \(name), \(depth)")
            }
        }
    }

    static let themes = ["default", "dark", "light", "high-contrast", "colour-blind", "sixteen"]
}
