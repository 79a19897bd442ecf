import NIOCore
import Testing

@testable import SMTP

@Suite struct SessionPlacesTests {
    private func peer(_ address: String) throws -> PeerAddress {
        PeerAddress(try SocketAddress(ipAddress: address, port: 1))
    }

    @Test func `one machine has its share, and leaves places for others`() throws {
        var places = SessionPlaces(4, each: 2)
        let (one, other) = (try peer("192.0.2.1"), try peer("192.0.2.2"))
        #expect([one, one, one, other].map { places.take($0) } == [true, true, false, true])
        places.free(one)
        #expect([one, one, other, other].map { places.take($0) } == [true, false, true, false])
        for place in [one, one, one, other, other] { places.free(place) }
        #expect([one, one].map { places.take($0) } == [true, true])
    }

    @Test func `of IPv6 the places are a customer's, whichever of its addresses it comes from`() throws {
        var places = SessionPlaces(9, each: 2)
        let customer = try ["2001:db8:0:1::1", "2001:db8:0:1:ffff::9", "2001:db8:0:1::2"].map(peer)
        #expect(customer.map { places.take($0) } == [true, true, false])
        #expect(try [peer("2001:db8:0:2::1")].map { places.take($0) } == [true])
        places.free(customer[1])
        #expect([customer[2], customer[0]].map { places.take($0) } == [true, false])
    }

    @Test func `an IPv4 address is the same however it is written, and none is another's`() throws {
        var places = SessionPlaces(9, each: 1)
        let peers = try ["192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2"].map(peer)
        #expect(peers.map { places.take($0) } == [true, false, true])
    }

    @Test(arguments: ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
    func `this machine itself may have all`(_ address: String) throws {
        var places = SessionPlaces(3, each: 1)
        let local = try peer(address)
        #expect(local.isLocal)
        #expect((0..<4).map { _ in places.take(local) } == [true, true, true, false])
        #expect(try !peer("::2").isLocal && !peer("128.0.0.1").isLocal)
    }
}
