import Foundation
import TestSupport
import Testing

/// What stands wrong in the file costs as little as can be.
extension ConnectionSettingsTests {
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
        let program = try BuiltProgram(hasData: true)
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
}
