import Platform
import ServiceCore
import Testing

@testable import PlatformServer

@Suite struct ClientAddressTests {
    private func caller(_ peer: String, _ forwarded: [String], trusting texts: [String]) throws -> String {
        ClientAddress.caller(
            peer: peer, forwarded: forwarded, trusting: try texts.map { try AddressRange($0) })
    }

    @Test func `nobody is believed who is not trusted`() throws {
        #expect(try caller("192.0.2.1", ["198.51.100.7"], trusting: []) == "192.0.2.1")
        #expect(try caller("192.0.2.1", ["198.51.100.7"], trusting: ["10.0.0.0/8"]) == "192.0.2.1")
    }

    @Test(arguments: [
        (["198.51.100.7"], "198.51.100.7"), (["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
        (["203.0.113.9", "198.51.100.7:4711"], "198.51.100.7"), (["198.51.100.7, 10.1.2.3"], "198.51.100.7"),
        (["10.1.2.3"], "10.1.2.3"), ([], "10.0.0.1"), (["unknown"], "10.0.0.1"),
        (["198.51.100.7, unknown, 10.1.2.3"], "10.1.2.3"),
        (["\"[2001:db8:1:2::7]:4711\""], "2001:db8:1:2/64"),
        (["2001:db8:1:2:ffff::7"], "2001:db8:1:2/64"), (["::ffff:198.51.100.7"], "198.51.100.7"),
    ])
    func `a trusted proxy is believed, read from the right`(forwarded: [String], caller: String) throws {
        #expect(try self.caller("10.0.0.1", forwarded, trusting: ["10.0.0.0/8"]) == caller)
        #expect(try self.caller("::ffff:10.0.0.1", forwarded, trusting: ["10.0.0.0/8"]) == caller)
    }

    @Test(arguments: [
        ("10.0.0.1", "10.0.0.1"), ("10.0.0.0/8", "10.255.0.1"), ("::1", "::1"), ("0.0.0.0/0", "192.0.2.1"),
    ])
    func `a range holds its addresses`(range: String, address: String) throws {
        #expect(try AddressRange(range).holds(try #require(HostAddress(address))))
        #expect(try !AddressRange(range).holds(try #require(HostAddress("2001:db8::1"))))
    }

    @Test(arguments: [
        "", "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "10.0.0.0/+8", "10.0.0.1/8/8",
    ])
    func `what is no range is refused`(text: String) {
        #expect(throws: ServiceError.self) { try AddressRange(text) }
    }
}
