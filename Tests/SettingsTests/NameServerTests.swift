import ServiceCore
import Settings
import Testing

@Suite struct NameServerTests {
    @Test(arguments: [
        ("192.0.2.53", "192.0.2.53:53"), ("127.0.0.1:5353", "127.0.0.1:5353"), ("[::1]:53", "[::1]:53"),
        ("::1", "[::1]:53"), ("[2001:db8::53]", "[2001:db8::53]:53"),
    ])
    func `an address has a port, 53 unless another is named`(text: String, address: String) throws {
        #expect(try NameServer(text).address == address)
    }

    @Test(arguments: [
        "", "dns.example", "192.0.2.300", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:+53",
        "[127.0.0.1]:53",
        "[::1", "[::1]53", "[::1]:x", "192.0.2.53, 192.0.2.54",
    ])
    func `what is no address is refused`(text: String) {
        let error = #expect(throws: ServiceError.self) { try NameServer(text) }
        #expect(error?.code == .invalid && error?.message == "“\(text)” is no address of a DNS server.")
    }

    @Test func `the configuration names one or several`() throws {
        let reader = ConfigurationReader(paths: Paths(environment: [:], home: "/home/kim"))
        let several = try reader.parse("dns: [192.0.2.53, '127.0.0.1:5353', '[::1]:53']")
        #expect(several.nameServers.list == "192.0.2.53:53,127.0.0.1:5353,[::1]:53")
        #expect(try reader.parse("dns: 192.0.2.53").nameServers.list == "192.0.2.53:53")
        #expect(try reader.parse("dns:").nameServers.list == nil)
        let error = #expect(throws: ServiceError.self) { try reader.parse("dns: [192.0.2.53, nowhere]") }
        #expect(error?.message == "config.yaml:1:19: “nowhere” is no address of a DNS server.")
    }
}
