import ServiceCore
import Testing

@testable import Platform

@Suite struct FetchTargetTests {
    @Test(arguments: [
        ("http://hooks.example", "hooks.example"), ("https://HOOKS.example:8443/a?b=c#d", "HOOKS.example"),
        ("http://10.0.0.1/", "10.0.0.1"), ("http://[::1]:80/x", "::1"),
        ("HTTP://under_score.example", "under_score.example"),
    ])
    func `a URL over http names its host`(text: String, host: String) throws {
        #expect(try FetchTarget(text).host == host)
    }

    @Test(arguments: [
        "", "hooks.example", "ftp://hooks.example/", "file:///etc/passwd", "http:///x", "http://",
        "http+unix://%2Frun%2Fdocker.sock/x", "https://kim:secret@hooks.example/", "http://kim@10.0.0.1/",
        "http://127.0.0.1%00.example/", "http://a b.example/",
        "http://[::1%25lo]/", "javascript:alert(1)", "//hooks.example/",
    ])
    func `anything else is refused`(text: String) {
        let error = #expect(throws: ServiceError.self) { try FetchTarget(text) }
        #expect(error?.code == .invalid)
    }

    @Test func `a place to go on to may be written relative to this`() throws {
        let target = try FetchTarget("https://hooks.example/in/a?x=1")
        #expect(try target.following("b").text == "https://hooks.example/in/b")
        #expect(try target.following("/c").text == "https://hooks.example/c")
        #expect(try target.following("//other.example/d").host == "other.example")
        #expect(throws: ServiceError.self) { try target.following("gopher://other.example/") }
    }
}
