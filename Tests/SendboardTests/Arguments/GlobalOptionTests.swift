import ServiceCore
import Testing

@testable import sendboard

@Suite struct GlobalOptionTests {
    @Test(
        arguments: [(String, GlobalOption?)]([
            ("--data-dir= account list", .dataDirectory), ("account list --config=", .config),
            ("--workspace=x --theme= info", .theme), ("--read-only info", nil),
            ("--connection=dyn info", nil),
            ("info -- --dns=", nil),
        ]))
    func `the first option that was given nothing is known`(line: String, blank: GlobalOption?) {
        #expect(ArgumentOrder(line.split(separator: " ").map(String.init)).blank == blank)
    }

    @Test func `blanks are nothing, wherever they stand`() {
        #expect(ArgumentOrder(["info", "--data-dir", " \t"]).blank == .dataDirectory)
        #expect(ArgumentOrder(["info", "--data-dir"]).blank == nil, "the parser says that it is missing")
    }

    @Test(arguments: [
        (GlobalOption.dataDirectory, "a path"), (.config, "a path"), (.dns, "an address"), (.theme, "a name"),
    ])
    func `the refusal says what is wanted`(option: GlobalOption, wanted: String) {
        let refusal = option.blankRefusal
        #expect(refusal.code == .invalid)
        #expect(refusal.message.hasPrefix("\(option.rawValue) wants \(wanted), "))
        #expect(refusal.hint == "Write \(wanted) behind it, or leave \(option.rawValue) out.")
    }
}
