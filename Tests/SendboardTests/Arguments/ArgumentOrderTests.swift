import ArgumentParser
import Testing

@testable import sendboard

@Suite struct ArgumentOrderTests {
    @Test(arguments: [
        ("--data-dir D contact list", "contact list --data-dir D"),
        ("contact --data-dir=D list --search x", "contact list --search x --data-dir=D"),
        ("contact list --read-only A", "contact list A --read-only"),
        ("--theme --plain contact list", "contact list --theme --plain"),
        ("contact why -- --theme", "contact why -- --theme"),
        ("account delete kim --yes kim", "account delete kim --yes=kim"),
        ("account delete kim --yes", "account delete kim --yes=yes"),
        ("account delete kim --yes --format json", "account delete kim --yes=yes --format json"),
        ("account delete kim --yes -5", "account delete kim --yes=-5"),
        ("account delete kim --yes -h", "account delete kim --yes=yes -h"),
        ("contact allow a --yes reason=asked", "contact allow a --yes=yes reason=asked"),
    ])
    func `global options move behind the verb`(given: String, arranged: String) {
        let order = ArgumentOrder(given.split(separator: " ").map(String.init))
        #expect(order.arranged.joined(separator: " ") == arranged)
    }

    @Test(arguments: ["Spring sale", "Campaña 002 – ñandú", "日本", "a=b", "--", "---", "-h", "-5", "yes"])
    func `the line that is offered gives the answer that is wanted`(answer: String) {
        let asked = ArgumentOrder(["--read-only", "account", "delete", "kim", "--yes=no", "--", "-x"])
        let order = ArgumentOrder(asked.answered(answer))
        #expect(order.own == ["account", "delete", "kim", "--yes=\(answer)"])
        #expect(order.global == ["--read-only"] && order.afterTerminator == ["-x"])
    }

    @Test(arguments: [
        ["contact", "list", "--search", "-state:invalid"], ["contact", "list", "--sort", "-email"],
        ["contact", "create", "--set", "-x=1"], ["--workspace", "-x", "contact", "list"],
        ["account", "add", "a@b.example", "--company", "-x", "--phone", "-"],
        ["connection", "add", "x", "--badge", "-PROD-"], ["contact", "list", "--limit", "1,000"],
    ])
    func `a value after an option may begin with a dash`(arguments: [String]) throws {
        _ = try SendboardCommand.parseAsRoot(ArgumentOrder(arguments).arranged)
    }

    @Test(arguments: [("1,000", 1000), ("1 000", 1000), ("1,5", nil), ("-3", -3)])
    func `a number on the command line is read as in a form`(text: String, number: Int?) {
        #expect(WholeNumber(argument: text)?.value == number)
    }

    @Test(arguments: [
        ("", true), ("--data-dir demo", true), ("--ascii --color 16", true), ("--help", false),
        ("contact", false),
    ])
    func `global options alone mean the board`(given: String, isBoard: Bool) {
        #expect(ArgumentOrder(given.split(separator: " ").map(String.init)).isBoard == isBoard)
    }

    @Test func `the table of global options is the list that help shows`() {
        let help = SendboardCommand.helpMessage()
        let table = Set(GlobalOption.allCases.map(\.rawValue))
        let shown = Set(help.matches(of: /--[a-z-]+/).map { String($0.output) })
        #expect(shown.subtracting(["--version", "--help"]) == table)
    }
}
