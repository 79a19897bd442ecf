import ServiceCore
import Testing

@testable import sendboard

@Suite struct ErrorReportTests {
    @Test(arguments: ServiceError.Code.allCases)
    func `an error is told with its hint and gives its code`(code: ServiceError.Code) {
        let captured = CapturedConsole()
        let error = ServiceError(code, "It \u{1B}[31mfailed.", hint: "Try again.")
        #expect(ErrorReport(captured.console).report(error) == code.exitCode)
        #expect(captured.complaints == "sendboard: It ␛[31mfailed.\nhint: Try again.\n")
    }
}
