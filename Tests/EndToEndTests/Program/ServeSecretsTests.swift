import Foundation
import Glibc
import Testing

/// What callers send to the server's four dialects is in nothing that it says or keeps outside its database.
@Suite(.timeLimit(.minutes(20))) struct ServeSecretsTests {
    private static let password = "mark3d account password"
    private static let planted = [
        "mark3d-query-key-11", "mark3d-header-key-22", "mark3d-form-key-33", "mark3d-json-key-44",
        "mark3d-bearer-55", "mark3d guessed password", "mark3d-broken-key-77", "mark3d-smtp-password-88",
    ]

    private func send(_ server: ServingProgram, _ line: String, _ headers: String = "", _ body: String = "")
        throws -> String
    {
        let socket = try #require(LoopbackSocket(port: server.port))
        socket.send(
            """
            \(line) HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: \(body.utf8.count)\r\n\(headers)\r\n\(body)
            """)
        return socket.receiveAll()
    }

    @Test func `no key, token or password is in its log or its outputs, right or wrong`() throws {
        let server = try ServingProgram(password: Self.password, ["--log-level", "trace"])
        let json = "content-type: application/json\r\n"
        let form = "content-type: application/x-www-form-urlencoded\r\n"
        var answers: [String] = []
        for key in [server.apiKey, "mark3d-query-key-11"] {
            answers.append(try send(server, "GET /rest/json/senders?apikey=\(key)"))
        }
        for key in [server.apiKey, "mark3d-header-key-22"] {
            answers.append(try send(server, "GET /v1/grupos/", "authorization: \(key)\r\n"))
        }
        for key in [server.apiKey, "mark3d-form-key-33"] {
            answers.append(
                try send(
                    server, "POST /rest/json/senders", form, "apikey=\(key)&emailaddress=a%40shop.example"))
        }
        for key in [server.apiKey, "mark3d-json-key-44"] {
            let owner = server.account["owner_id"] ?? ""
            answers.append(
                try send(
                    server, "POST /v1.0/settings/listSmtp", json,
                    #"{"owner_id":"\#(owner)","token":"\#(key)"}"#))
        }
        for password in [Self.password, "mark3d guessed password"] {
            let encoded = password.replacingOccurrences(of: " ", with: "+")
            answers.append(
                try send(
                    server, "POST /api/auth/login", form, "username=ops%40shop.example&password=\(encoded)"))
        }
        answers.append(try send(server, "GET /api/campaigns/", "authorization: Bearer mark3d-bearer-55\r\n"))
        // What cannot be read must not be shown either.
        answers.append(try send(server, "GET /v1/grupos/", "authorization mark3d-broken-key-77\r\n"))
        answers.append(
            try send(server, "POST /v1.0/settings/addSmtp", json, #"{"password":"mark3d-smtp-password-88""#))
        #expect(
            answers.map { Int($0.dropFirst(9).prefix(3)) } == [
                200, 451, 200, 403, 200, 451, 200, 401, 200, 400, 401, 400, 400,
            ])
        let token = try #require(answers[8].firstMatch(of: #/"access_token":"([^"]+)"/#)?.1)
        server.signal(SIGTERM)
        #expect(server.ended() == 0)
        let search = SecretSearch(secrets: Self.planted + [Self.password, server.apiKey, String(token)])
        #expect(!search.found(in: Data("x=\(server.apiKey)".utf8)).isEmpty, "the search finds what is there")
        #expect(search.found(in: try server.said()) == [])
        let log = try String(
            contentsOfFile: server.program.home + "/.local/state/sendboard/sendboard.log", encoding: .utf8)
        #expect(log.contains("sendboard.server"), "the log holds what is searched")
        #expect(search.found(in: Data(log.utf8)) == [])
        #expect(search.found(in: try server.program.everythingWritten()) == [])
    }
}
