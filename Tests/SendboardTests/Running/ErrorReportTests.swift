import ArgumentParser
import ServiceCore
import Testing

@testable import sendboard

@Suite struct ErrorReportTests {
    @Test(arguments: ServiceError.Code.allCases)
    func `an error is told with its hint and gives its code`(code: ServiceError.Code) {
        let captured = CapturedConsole()
        let error = ServiceError(code, "It \u{1B}[31mfailed.", hint: "Try again.")
        #expect(ErrorReport(console: captured.console).report(error) == code.exitCode)
        #expect(captured.complaints == "sendboard: It ␛[31mfailed.\nhint: Try again.\n")
    }

    @Test(arguments: ["contact list --limit abc", "contact list --sort"])
    func `a wrong option is told with where the right ones stand`(line: String) throws {
        let captured = CapturedConsole()
        let error = try #require(throws: (any Error).self) {
            try SendboardCommand.parseAsRoot(line.split(separator: " ").map(String.init))
        }
        #expect(ErrorReport(console: captured.console).report(error) == 2)
        #expect(
            captured.complaints.hasSuffix("\nhint: sendboard contact list --help\n"),
            "\(captured.complaints)")
    }
}
