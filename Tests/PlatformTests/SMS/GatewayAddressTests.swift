import ServiceCore
import Testing

@testable import Platform

@Suite struct GatewayAddressTests {
    @Test(arguments: [
        ("kannel+http://localhost", "kannel+http://localhost:13013/cgi-bin/sendsms"),
        ("KANNEL+HTTP://kim@Gateway.example:8080/", "kannel+http://kim@gateway.example:8080/cgi-bin/sendsms"),
        (
            "kannel+https://kim%40shop@gateway.example/send",
            "kannel+https://kim%40shop@gateway.example:443/send"
        ),
        ("kannel+http://[::1]:80/x", "kannel+http://[::1]:80/x"),
    ])
    func `an address is read and written`(_ text: String, _ written: String) throws {
        let address = try GatewayAddress(parsing: text)
        #expect(address.description == written)
        #expect(try GatewayAddress(parsing: written) == address)
    }

    @Test(arguments: [
        ("http://gateway.example", "begins with kannel+http://"), ("kannel+smpp://x", "begins with"),
        ("kannel+http://kim:s3cret@gateway.example", "holds no password"),
        ("kannel+http://", "begins with"), ("kannel+http://-x", "names no usable host"),
        ("kannel+http://host:0", "from 1 to 65535"),
        ("kannel+http://host/x?username=kim", "ends after its path"),
        ("kannel+http://host/a b", "ends after its path"),
        ("kannel+http://@host", "a user that cannot be read"),
    ])
    func `what is none is refused in a sentence, and no password is repeated`(
        _ text: String, _ words: String
    ) throws {
        let fault = #expect(throws: ServiceError.self) { try GatewayAddress(parsing: text) }
        #expect(fault?.code == .invalid && fault?.message.contains(words) == true, "\(fault?.message ?? "")")
        #expect("\(fault as Any)".contains("s3cret") == false)
    }
}

/// What is asked of Kannel's `sendsms`.
@Suite struct KannelRequestTests {
    private let gateway = GatewayAddress(user: "kim", host: "127.0.0.1")

    private func query(_ text: String, _ type: CampaignType, receipt: String? = nil) -> [String: String] {
        let request = KannelRequest(
            from: "Shop", to: "+34600112233", text: OutgoingText(text, type), receiptURL: receipt)
        let target = request.target(of: gateway, password: Secret("a b&c"))
        #expect(target.hasPrefix("/cgi-bin/sendsms?"))
        let pairs = target.split(separator: "?")[1].split(separator: "&").map {
            $0.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        }
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
    }

    @Test func `a plain text goes in the plain alphabet, every character escaped`() {
        let query = query("50 % & é€", .smsPlain)
        #expect(query["username"] == "kim" && query["password"] == "a%20b%26c")
        #expect(query["from"] == "Shop" && query["to"] == "%2B34600112233")
        #expect(query["charset"] == "UTF-8" && query["coding"] == "0" && query["mclass"] == nil)
        #expect(query["text"]?.uppercased() == "50%20%25%20%26%20%C3%A9%E2%82%AC")
        #expect(query["dlr-mask"] == nil && query["dlr-url"] == nil)
    }

    @Test(arguments: [
        ("日本", CampaignType.smsPlain, "2", nil as String?), ("Hi", .smsUnicode, "2", nil),
        ("Hi", .smsFlash, "0", "0"), ("日本", .smsFlash, "2", "0"),
    ])
    func `other alphabets are named, and what is only shown`(
        _ text: String, _ type: CampaignType, _ coding: String, _ mclass: String?
    ) {
        let query = query(text, type)
        #expect(query["coding"] == coding && query["mclass"] == mclass)
    }

    @Test func `receipts are asked for at an address with its own escapes escaped`() {
        let query = query("Hi", .smsPlain, receipt: "http://h:1/r?token=t&status=%d")
        #expect(query["dlr-mask"] == "31")
        #expect(query["dlr-url"]?.uppercased() == "HTTP%3A%2F%2FH%3A1%2FR%3FTOKEN%3DT%26STATUS%3D%25D")
    }
}
