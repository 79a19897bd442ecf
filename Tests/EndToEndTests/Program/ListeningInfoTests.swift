import Foundation
import Glibc
import Testing

/// `info` says where a server listens that runs on the same data, and of none that does not run.
@Suite(.timeLimit(.minutes(20))) struct ListeningInfoTests {
    private func listening(_ server: ServingProgram) throws -> String {
        let info = try server.program.run(["info", "--format", "json", "--data-dir", "data"])
        try #require(info.status == 0, "\(info.errors)")
        let told = try JSONSerialization.jsonObject(with: Data(info.output.utf8)) as? [String: Any]
        return try #require(told?["listening"] as? [String]).joined(separator: "\n")
    }

    /// What is noted comes a moment after the line on standard output.
    private func whole(_ server: ServingProgram, _ words: [String]) throws -> String {
        var told = try listening(server)
        while !words.allSatisfy(told.contains) {
            try #require(server.isRunning)
            told = try listening(server)
        }
        return told
    }

    @Test(arguments: [SIGTERM, SIGKILL])
    func `each address is told with its use, until the server ends, however that ends`(_ end: Int32) throws {
        let server = try ServingProgram([
            "--bounce-listen", "127.0.0.1:0", "--smtp-listen", "127.0.0.1:0",
        ])
        let told = try whole(server, [server.url, "smtp://127.0.0.1:", "lmtp://127.0.0.1:"])
        #expect(told.contains("\(server.url) (wire APIs, process "), "\(told)")
        #expect(told.contains("(submission, process ") && told.contains("(bounces, process "), "\(told)")
        #expect(told.contains(", since 20"), "\(told)")
        server.signal(end)
        _ = server.ended()
        #expect(try listening(server) == "")
        let info = try server.program.run(["info", "--data-dir", "data"])
        #expect(info.output.contains(/Listening +none\n/))
    }
}
