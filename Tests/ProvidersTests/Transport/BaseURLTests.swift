import Providers
import ServiceCore
import Testing

@Suite struct BaseURLTests {
    @Test(arguments: [
        ("https://api.example.test", "https://api.example.test/rest/json"),
        ("https://api.example.test/", "https://api.example.test/rest/json"),
        ("https://api.example.test/rest/json/", "https://api.example.test/rest/json"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/rest/json"),
        ("HTTP://127.0.0.1:8080", "http://127.0.0.1:8080/rest/json"),
        ("HTTPS://x.test", "https://x.test/rest/json"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x/rest/json"),
    ])
    func `the path is added where it is not there`(text: String, whole: String) throws {
        #expect(try BaseURL(text, path: "rest/json").description == whole)
    }

    @Test(arguments: [
        "", "api.example.test", "ftp://x.test", "https://", "https://u:p@x.test", "https://x.test?a=b",
        "https://x.test#a", "https://u@x.test", "https://x.test?", "https://x.test:0", "https://x.test:70000",
        "https://a b.test", "https://x,y.test", "https://exa\u{202E}mple.test", "http://x.test",
        "http://127.evil.test", "http://localhost.evil.test",
    ])
    func `what cannot be called, or would tell the credentials, is refused`(text: String) {
        let error = #expect(throws: ServiceError.self) { try BaseURL(text) }
        #expect(error?.code == .invalid)
        #expect(error?.field == "base-url")
        #expect(error?.hint != nil)
    }
}
