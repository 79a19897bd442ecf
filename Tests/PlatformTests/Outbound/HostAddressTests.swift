import Testing

@testable import Platform

@Suite struct HostAddressTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.7",
        "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    ])
    func `an IPv4 address that leads into networks of one's own is not public`(text: String) throws {
        #expect(try !#require(HostAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1",
        "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255",
    ])
    func `its neighbours are public`(text: String) throws {
        #expect(try #require(HostAddress(text)).isPublic)
    }

    @Test(arguments: [
        "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1", "fc00::1", "fd12:3456::1",
        "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff0e::1", "100::1", "2001::1", "2001:10::1",
        "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1", "64:ff9b:1::808:808",
    ])
    func `an IPv6 address that is not of the global internet is not public`(text: String) throws {
        #expect(try !#require(HostAddress(text)).isPublic)
    }

    @Test(arguments: ["2606:4700::1111", "2a00:1450:4001::1", "2001:200::1", "64:ff9b::8.8.8.8"])
    func `a global IPv6 address is public, and so is a translated one`(text: String) throws {
        #expect(try #require(HostAddress(text)).isPublic)
    }

    @Test(arguments: [
        "", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1 ", "1.2.3.4.5", "[::1]",
        "fe80::1%eth0", "localhost",
    ])
    func `what is no plain address is none`(text: String) {
        #expect(HostAddress(text) == nil)
    }
}
