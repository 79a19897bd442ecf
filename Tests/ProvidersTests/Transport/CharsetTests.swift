import ServiceCore
import TestSupport
import Testing

@testable import Providers

@Suite struct CharsetTests {
    private func name(_ bytes: [UInt8], type: String?) async throws -> String {
        let server = try await ScriptedServer()
        let body = Array(#"{"name": "caf"#.utf8) + bytes + Array(#"\n", "other": "ñ"}"#.utf8)
        server.otherwise(.status(200, headers: type.map { ["Content-Type": $0] } ?? [:], body: body))
        return try await HTTPTransport.to(server).send(.list).payload["name"].text()
    }

    @Test(
        arguments: [
            ("application/json; charset=ISO-8859-1", [0xE9], "café\n"),
            ("application/json;charset=\"iso-8859-1\"", [0xE9], "café\n"),
            ("application/json; Charset=windows-1252", [0xE9, 0x80], "café€\n"),
            ("text/plain; format=flowed; charset=latin1", [0xC3, 0xA9], "cafÃ©\n"),
            ("application/json; charset=utf-8", [0xC3, 0xA9], "café\n"),
            ("application/json; charset=utf-8", [0xE9], "caf\u{FFFD}\n"),
            ("application/json; charset=klingon", [0xC3, 0xA9], "café\n"),
            ("application/json", [0xC3, 0xA9], "café\n"), ("application/json", [0xE9], "café\n"),
            (nil, [0xC3, 0xA9], "café\n"), (nil, [0xE9], "café\n"),
        ] as [(String?, [UInt8], String)])
    func `a text is read as it is declared, and as UTF-8 first where it is not`(
        _ type: String?, _ bytes: [UInt8], _ text: String
    ) async throws {
        #expect(try await name(bytes, type: type) == text)
    }

    @Test func `one text that is no UTF-8 spoils no other`() throws {
        let body = Array(#"{"a": "caf"#.utf8) + [0xE9] + Array(#"", "b": "niño"}"#.utf8)
        #expect(try JSONParsing.value(body) == ["a": "café", "b": "niño"])
    }

    @Test func `a byte order mark outdoes what is declared`() throws {
        let body = [0xEF, 0xBB, 0xBF] + Array(#"["ñ"]"#.utf8)
        #expect(try JSONParsing.value(body, .windows1252) == ["ñ"])
    }
}
