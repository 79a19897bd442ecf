import PlatformServer
import ServiceCore
import Testing

@Suite struct ListenAddressTests {
    @Test(arguments: [
        ("8025", "127.0.0.1", 8025), (":8025", "127.0.0.1", 8025), ("0.0.0.0:80", "0.0.0.0", 80),
        ("[::1]:8025", "::1", 8025), ("example.test:0", "example.test", 0),
    ])
    func `an address is a host and a port, loopback unless it says otherwise`(
        text: String, host: String, port: Int
    ) throws {
        #expect(try ListenAddress(text) == ListenAddress(host: host, port: port))
    }

    @Test(arguments: ["", "localhost", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "a:b"])
    func `anything else is refused`(text: String) {
        #expect(throws: ServiceError.self) { try ListenAddress(text) }
    }

    @Test func `an address of IPv6 stands in brackets in a URL`() throws {
        #expect(try ListenAddress("[::1]:8025").url == "http://[::1]:8025")
    }
}
