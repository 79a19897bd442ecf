package import Foundation

/// Python's own reading of a message and its signatures, by code that none of us wrote.
package enum PythonMail {
    private static let python = "/usr/bin/python3"

    /// Whether there is one that reads mail.
    package static let canRead = (try? run("import email", [], Data())) != nil
    /// Whether it checks signatures of both kinds: Debian's python3-dkim, which brings what Ed25519 needs.
    package static let canVerify = (try? run("import dkim, nacl", [], Data())) != nil

    /// Headers with their decoded values, in order, and what it finds wrong.
    package struct Reading: Decodable, Sendable {
        package let head: [[String]]
        package let defects: [String]
        /// The decoded texts and files of all leaves, in order.
        package let parts: [Data]

        package var names: [String] { head.map { $0[0] } }

        package subscript(name: String) -> String? { head.first { $0[0] == name }?[1] }
    }

    package static func read(_ message: [UInt8]) throws -> Reading {
        let script = """
            import sys, json, base64, email, email.policy
            m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.SMTP)
            leaves = [p for p in m.walk() if not p.is_multipart()]
            faults = [repr(d) for p in m.walk() for d in p.defects]
            head = []
            for name, value in m.raw_items():
                # Of a value that makes no sense it may make none either.
                try:
                    read = m.policy.header_fetch_parse(name, value)
                    faults += [repr(d) for d in read.defects]
                    head.append([name, str(read)])
                except Exception as e:
                    faults.append(repr(e))
                    head.append([name, ""])
            print(json.dumps({"head": head, "defects": faults,
                "parts": [base64.b64encode(p.get_payload(decode=True)).decode() for p in leaves]}))
            """
        return try JSONDecoder().decode(Reading.self, from: run(script, [], Data(message)))
    }

    /// Which of a message's signatures hold, the topmost first.
    ///
    /// - Parameter records: TXT records by their names.
    package static func verify(_ message: [UInt8], records: [String: String]) throws -> [Bool] {
        let script = """
            import sys, json, dkim
            m = sys.stdin.buffer.read()
            records = json.loads(sys.argv[1])
            look = lambda name, timeout=5: records.get(name.decode().rstrip("."), "").encode() or None
            count = sum(1 for k, v in dkim.rfc822_parse(m)[0] if k.lower() == b"dkim-signature")
            def holds(i):
                try: return dkim.DKIM(m).verify(i, dnsfunc=look)
                except dkim.DKIMException: return False
            print(json.dumps([holds(i) for i in range(count)]))
            """
        let names = String(decoding: try JSONEncoder().encode(records), as: UTF8.self)
        return try JSONDecoder().decode([Bool].self, from: run(script, [names], Data(message)))
    }

    private struct Fault: Error {
        let words: String
    }

    private static func run(_ script: String, _ arguments: [String], _ input: Data) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", script] + arguments
        let (given, told, faults) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (given, told, faults)
        try process.run()
        // It reads all before it writes anything.
        try given.fileHandleForWriting.write(contentsOf: input)
        try given.fileHandleForWriting.close()
        let output = try told.fileHandleForReading.readToEnd() ?? Data()
        let words = try faults.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Fault(words: String(decoding: words, as: UTF8.self))
        }
        return output
    }
}
