import Foundation
import TestSupport
import Testing

/// Nothing that the configuration says of a connection keeps a person from the rest, or from correcting it.
@Suite struct ConnectionSettingsTests {
    private let password = "hunter2"
    private var wrongURLs: [String] {
        [
            "http://dyn.example.test", "https://kim:\(password)@dyn.example.test",
            "https://dyn.example.test/?key=\(password)", "https://dyn.example.test/#\(password)",
            "ftp://dyn.example.test", password,
        ]
    }

    private func configuration(_ url: String) -> String {
        """
        connections:
          dyn-eu:
            platform: dyn
            base-url: "\(url)"
            credentials: {api-key: {env: DYN_KEY}}

        """
    }

    private func withProgram(_ body: (BuiltProgram) throws -> Void) throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try body(program)
    }

    private static let adding = ["connection", "add", "dyn-eu", "--platform", "dyn"]
    private static let key = ["--credential", "api-key=env:DYN_KEY"]

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

    @Test func `a wrong one in the file costs nobody the others`() throws {
        for url in wrongURLs {
            try withProgram { program in
                try program.write(configuration(url), to: program.configuration)
                for line in ["contact list --format json", "account list --format csv"] {
                    let result = try program.run(line + " --data-dir data")
                    #expect(result.status == 0, "\(line): \(result.errors)")
                    #expect(result.errors.contains("The connection “dyn-eu” is not used: config.yaml:4:15: "))
                    #expect(!(result.output + result.errors).contains(password))
                }
                #expect(try program.run("info --data-dir data").output.contains("dyn-eu (not used)"))
            }
        }
    }

    @Test func `info says of each connection whether it really sends`() async throws {
        let hosted = try await HostedDesk()
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        try hosted.configure(program)
        func transport(_ more: String = "") throws -> String? {
            let result = try program.run(
                ("info --data-dir data" + more).split(separator: " ").map(String.init),
                environment: HostedDesk.environment)
            return result.output.split(separator: "\n").first { $0.hasPrefix("Transport") }.map(String.init)
        }
        let before = try #require(try transport())
        #expect(before.contains("embedded: sandbox: no message leaves this machine"))
        #expect(before.contains("smsdrop: really sends"))
        _ = try program.run("contact list --data-dir data --connection embedded")
        let opened = try #require(try transport())
        for name in ["dyn", "sendclean", "dmds", "smsdrop"] {
            #expect(opened.contains("\(name): really sends ("))
        }
        #expect(try transport(" --read-only")?.contains("smsdrop: read-only, sends nothing") == true)
        #expect(try transport(" --connection embedded")?.contains("really") == false)
    }

    @Test func `asked for by name it says what is wrong`() throws {
        try withProgram { program in
            try program.write(configuration(wrongURLs[1]), to: program.configuration)
            for line in ["account list --connection dyn-eu", "contact why a@b.test --connection dyn-eu"] {
                let result = try program.run(line + " --data-dir data")
                #expect(result.status == 2)
                #expect(result.errors.hasPrefix("sendboard: The connection “dyn-eu” is not used: "))
                #expect(!result.errors.contains(password))
            }
            let check = try program.run("connection check --data-dir data")
            #expect(check.status == 2)
            #expect(check.output.contains("embedded") && check.output.contains("wrong"))
            #expect(!(check.output + check.errors).contains(password))
            let list = try program.run("connection list --data-dir data")
            #expect(list.status == 0 && list.output.contains("not used"))
        }
    }

    @Test(arguments: [
        ("connections: [dyn-eu]\n", "config.yaml:1:14: connections wants “name: value” lines, not a list."),
        ("connections: hunter2\n", "config.yaml:1:14: connections wants “name: value” lines, not text."),
        ("connections:\n  a: {}\nconnections: {}\n", "config.yaml:1:1: “connections” stands more than once."),
    ])
    func `connections that cannot be read stop none but their own commands`(text: String, fault: String)
        throws
    {
        try withProgram { program in
            try program.write(text, to: program.configuration)
            for line in ["account list --format json", "contact list", "connection list"] {
                let result = try program.run(line + " --data-dir data")
                #expect(result.status == 0, "\(line): \(result.errors)")
                #expect(result.errors.contains("sendboard: \(fault)\n"), "\(line): \(result.errors)")
            }
            let own = try program.run("account list --data-dir data --connection embedded")
            #expect(own.status == 0 && own.errors == "no accounts\n")
            let hosted = try program.run("account list --data-dir data --connection dyn-eu")
            #expect(hosted.status == 2)
            #expect(hosted.errors.hasPrefix("sendboard: The connection “dyn-eu” is not used: \(fault)"))
            #expect(try program.run("connection check --data-dir data").status == 2)
            #expect(try program.run(Self.adding + Self.key).errors.hasPrefix("sendboard: \(fault)"))
            #expect(try String(contentsOfFile: program.configuration, encoding: .utf8) == text)
        }
    }

    @Test func `a name that stands twice costs that connection alone, and is taken out whole`() throws {
        try withProgram { program in
            let right = configuration("https://dyn.example.test")
            let twice = right + right.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
            try program.write(twice, to: program.configuration)
            let result = try program.run("account list --data-dir data")
            #expect(result.status == 0, "\(result.errors)")
            let fault = "config.yaml:2:3: “dyn-eu” stands more than once."
            #expect(result.errors.contains("The connection “dyn-eu” is not used: \(fault)"))
            let edit = try program.run("connection edit dyn-eu --badge PROD")
            #expect(edit.status == 2 && edit.errors.hasPrefix("sendboard: \(fault)"))
            #expect(try program.run("connection remove dyn-eu").status == 0)
            #expect(try !program.run("connection list --data-dir data").output.contains("dyn-eu"))
        }
    }

    @Test func `a workspace that names what is not there shows the others`() throws {
        try withProgram { program in
            try program.write("workspaces: {default: [embedded, dyn]}\n", to: program.configuration)
            let result = try program.run("account list --data-dir data")
            #expect(result.status == 0)
            #expect(result.errors.contains("The connection “dyn” is not used: "))
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
        let program = try BuiltProgram()
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
