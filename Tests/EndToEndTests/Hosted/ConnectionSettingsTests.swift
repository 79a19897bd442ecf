import Foundation
import TestSupport
import Testing

/// Nothing that the configuration says of a connection keeps a person from the rest, or from correcting it.
@Suite struct ConnectionSettingsTests {
    let password = "hunter2"
    var wrongURLs: [String] {
        [
            "http://dyn.example.test", "https://kim:\(password)@dyn.example.test",
            "https://dyn.example.test/?key=\(password)", "https://dyn.example.test/#\(password)",
            "ftp://dyn.example.test", password,
        ]
    }

    func configuration(_ url: String) -> String {
        """
        connections:
          dyn-eu:
            platform: dyn
            base-url: "\(url)"
            credentials: {api-key: {env: DYN_KEY}}

        """
    }

    func withProgram(_ body: (BuiltProgram) throws -> Void) throws {
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try body(program)
    }

    static let adding = ["connection", "add", "dyn-eu", "--platform", "dyn"]
    static let key = ["--credential", "api-key=env:DYN_KEY"]

    @Test func `a wrong address is refused and nothing is written`() throws {
        for url in wrongURLs {
            try withProgram { program in
                let result = try program.run(Self.adding + ["--base-url", url] + Self.key)
                #expect(result.status == 2 && result.errors.hasPrefix("sendboard: The base URL"), "\(url)")
                #expect(!result.errors.contains(password))
                #expect(!FileManager.default.fileExists(atPath: program.configuration))
            }
        }
    }

    @Test(arguments: [
        ["connection", "add", "../dyn", "--platform", "dyn"],
        ["connection", "add", "embedded", "--platform", "dyn"],
        ["connection", "add", "d", "--platform", "dynn"],
        ["connection", "add", "d", "--platform", "dyn", "--credential", "token=env:T"],
        ["connection", "add", "d", "--platform", "dyn", "--credential", "hunter2"],
        ["connection", "add", "d", "--platform", "dmds"],
    ])
    func `a name that there is not is refused`(line: [String]) throws {
        try withProgram { program in
            let result = try program.run(line + (line.contains("--credential") ? [] : Self.key))
            #expect(result.status == 2)
            #expect(!result.errors.contains(password))
            #expect(!FileManager.default.fileExists(atPath: program.configuration))
        }
    }

    @Test(arguments: [
        ("env:NOBODY_SET_THIS", "has no NOBODY_SET_THIS"), ("file:nowhere/key", "nowhere/key: "),
    ])
    func `a credential that is not there yet is told when it is added or changed`(
        source: String, told: String
    ) throws {
        try withProgram { program in
            let added = try program.run(Self.adding + ["--credential", "api-key=\(source)"])
            #expect(added.status == 0 && added.output.hasPrefix("Added dyn-eu"), "\(added.errors)")
            #expect(
                added.errors.contains("The api-key of dyn-eu is missing: ") && added.errors.contains(told))
            let other = try program.run("connection edit dyn-eu --badge PROD")
            #expect(other.status == 0 && other.errors.isEmpty)
            let edited = try program.run("connection edit dyn-eu --credential api-key=env:ALSO_NOT_SET")
            #expect(edited.status == 0 && edited.errors.contains("has no ALSO_NOT_SET"))
        }
    }

    @Test func `a wrong one is corrected and taken out`() throws {
        try withProgram { program in
            try program.write(configuration("http://dyn.example.test"), to: program.configuration)
            let wrong = try program.run("connection edit dyn-eu --base-url http://other.example.test")
            #expect(wrong.status == 2)
            let right = try program.run("connection edit dyn-eu --base-url https://dyn.example.test")
            #expect(right.status == 0, "\(right.errors)")
            #expect(
                try program.run("account list --data-dir data --connection embedded").errors
                    == "no accounts\n")
            #expect(try program.run("connection edit dyn-eu --access read-only --badge PROD").status == 0)
            #expect(try program.run("connection list --data-dir data").output.contains("read-only"))
            #expect(try program.run("connection edit dyn-eu").status == 2)
            #expect(try program.run("connection edit nosuch --badge X").status == 3)
            #expect(try program.run("connection remove dyn-eu").status == 0)
            #expect(try program.run("connection remove dyn-eu").status == 3)
            #expect(try !program.run("connection list --data-dir data").output.contains("dyn-eu"))
        }
    }

    @Test(arguments: [
        ("dyn", "--platform dmds", "base-url, api-key", "--base-url https://…"),
        ("dyn", "--platform sendclean", "owner-id, token", "--credential token=env:NAME"),
        (
            "nosuch", "--platform smsdrop --credential email=a@b.test", "password",
            "--credential email=a@b.test"
        ),
    ])
    func `another platform is told what it wants besides, with the line to type`(
        kind: String, options: String, missing: String, given: String
    ) throws {
        try withProgram { program in
            let entry = "connections:\n  mine:\n    platform: \(kind)\n    read-only: true\n"
            try program.write(entry + "    credentials: {x: {env: X}}\n", to: program.configuration)
            let result = try program.run("connection edit mine \(options)")
            #expect(result.status == 2)
            #expect(
                result.errors.contains(
                    "wants what mine has not: \(missing).\nhint: sendboard connection edit"))
            #expect(result.errors.contains(given))
        }
    }

    @Test(arguments: ["dyn", "nosuch"])
    func `another platform takes over what it knows, and the rest stays`(kind: String) throws {
        try withProgram { program in
            let entry = "connections:\n  mine:\n    platform: \(kind)\n    read-only: true\n"
            try program.write(entry + "    credentials: {api-key: {env: OURS}}\n", to: program.configuration)
            let result = try program.run(
                "connection edit mine --platform dmds --base-url https://dmds.test/v1")
            #expect(result.status == 0, "\(result.errors)")
            let text = try String(contentsOfFile: program.configuration, encoding: .utf8)
            #expect(text.contains("platform: dmds") && text.contains("read-only: true"))
            #expect(text.contains("api-key: {env: \"OURS\"}"))
        }
    }

    @Test func `a secret that was typed goes with it, if that is meant`() throws {
        try withProgram { program in
            let kept = program.home + "/.config/sendboard/credentials/dyn-eu.api-key"
            try program.write(password, to: kept)
            let added = try program.run(Self.adding + ["--credential", "api-key=file:\(kept)"])
            #expect(added.status == 0, "\(added.errors)")
            let refused = try program.run("connection remove dyn-eu")
            #expect(refused.status == 4 && refused.errors.contains("connection remove dyn-eu --yes"))
            #expect(FileManager.default.fileExists(atPath: kept))
            #expect(try program.run("connection remove dyn-eu --yes").status == 0)
            #expect(!FileManager.default.fileExists(atPath: kept))
        }
    }

    @Test func `a check names the host and the user, whatever comes of it`() async throws {
        let hosted = try await HostedDesk()
        try await hosted.failInManyWays()
        hosted.dmds.otherwise(.dropped)
        hosted.dyn.answer(
            "GET", "/rest/json/senders",
            .json(#"{"response": {"status": 200, "message": "OK", "data": {"senders": []}}}"#))
        let program = try BuiltProgram(hasData: true)
        defer { program.cleanUp() }
        try hosted.configure(program)
        let check = try program.run(
            ["connection", "check", "--format", "csv", "--data-dir", "data"],
            environment: HostedDesk.environment)
        let host = { (server: ScriptedServer) in server.url.dropFirst("http://".count) }
        #expect(check.output.hasPrefix("name,platform,host,user,state,answer\r\n"))
        #expect(check.output.contains("dyn,Dyn,\(host(hosted.dyn)),,right,"))
        #expect(check.output.contains("sendclean,SendClean,\(host(hosted.sendClean)),owner1,wrong,"))
        #expect(check.output.contains("dmds,DMDS,\(host(hosted.dmds)),,wrong,"))
        #expect(check.output.contains("smsdrop,smsdrop,\(host(hosted.smsDrop)),ops@shop.example,wrong,"))
    }
}
