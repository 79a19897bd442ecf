import Foundation
import NIOCore

/// How a scripted server answers one request, as bytes and as manners.
package struct ScriptedAnswer: Sendable {
    enum Step: Sendable {
        case send([UInt8])
        /// Goes on when the test opens the gate.
        case wait(Gate)
        /// One byte at a time, this far apart.
        case drip([UInt8], every: Duration)
        /// These bytes again and again until the client has gone.
        case endless([UInt8])
        case close
        /// Closes with a reset instead of an end.
        case reset
    }

    var steps: [Step]

    /// Whatever bytes the test likes, status line included; the connection stays open unless told.
    package static func raw(_ bytes: some Sequence<UInt8>, closing: Bool = false) -> ScriptedAnswer {
        ScriptedAnswer(steps: [.send(Array(bytes))] + (closing ? [.close] : []))
    }

    /// A well-formed answer.
    package static func status(
        _ status: Int, headers: [String: String] = [:], body: some Sequence<UInt8>
    ) -> ScriptedAnswer {
        let body = Array(body)
        return raw(head(status, headers, length: body.count) + body)
    }

    /// A well-formed answer without a body; 204 and 304 go without a length.
    package static func status(_ status: Int, headers: [String: String] = [:]) -> ScriptedAnswer {
        raw(head(status, headers, length: [204, 304].contains(status) ? nil : 0))
    }

    /// A JSON answer, labelled so.
    package static func json(
        _ text: String, status: Int = 200, headers: [String: String] = [:]
    ) -> ScriptedAnswer {
        let type = ["Content-Type": "application/json"].merging(headers) { $1 }
        return .status(status, headers: type, body: text.utf8)
    }

    /// A web page, as gateways send them.
    package static func html(_ text: String, status: Int = 200) -> ScriptedAnswer {
        .status(status, headers: ["Content-Type": "text/html"], body: text.utf8)
    }

    /// Promises the whole body and closes after so many bytes of it.
    package static func truncated(_ text: String, after count: Int) -> ScriptedAnswer {
        let body = Array(text.utf8)
        let type = ["Content-Type": "application/json"]
        return raw(head(200, type, length: body.count) + body.prefix(count), closing: true)
    }

    /// Takes the request and closes without a word: what was asked may have been done.
    package static let dropped = ScriptedAnswer(steps: [.close])

    /// Takes the request and resets the connection.
    package static let reset = ScriptedAnswer(steps: [.reset])

    /// Takes the request and never answers.
    package static let silence = ScriptedAnswer(steps: [])

    /// A JSON answer whose body comes byte by byte.
    package static func dripping(_ text: String, every pause: Duration) -> ScriptedAnswer {
        let body = Array(text.utf8)
        return ScriptedAnswer(steps: [
            .send(head(200, ["Content-Type": "application/json"], length: body.count)),
            .drip(body, every: pause),
        ])
    }

    /// A page without length or end, of this filler.
    package static func endless(_ filler: String = "x") -> ScriptedAnswer {
        let block = Array(String(repeating: filler, count: 65536 / filler.utf8.count).utf8)
        return ScriptedAnswer(steps: [
            .send(head(200, ["Content-Type": "application/json", "Connection": "close"], length: nil)),
            .endless(block),
        ])
    }

    /// A body in chunks, as they are given, ended properly.
    package static func chunked(_ chunks: [String], status: Int = 200) -> ScriptedAnswer {
        let headers = ["Content-Type": "application/json", "Transfer-Encoding": "chunked"]
        let body = chunks.map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }.joined() + "0\r\n\r\n"
        return raw(head(status, headers, length: nil) + Array(body.utf8))
    }

    /// The same answer, given when the test opens the gate.
    package func after(_ gate: Gate) -> ScriptedAnswer {
        ScriptedAnswer(steps: [.wait(gate)] + steps)
    }

    private static func head(_ status: Int, _ headers: [String: String], length: Int?) -> [UInt8] {
        var lines = ["HTTP/1.1 \(status) Scripted"]
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        if let length { lines.append("Content-Length: \(length)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}

extension ScriptedAnswer {
    /// The same answer with another JSON body; what is no whole JSON answer stays as it is.
    func mappingJSON(_ change: (Any) -> Any) -> ScriptedAnswer {
        guard case .send(let bytes)? = steps.first,
            let headEnd = bytes.firstRange(of: Array("\r\n\r\n".utf8)),
            let value = try? JSONSerialization.jsonObject(with: Data(bytes[headEnd.upperBound...])),
            let body = try? JSONSerialization.data(
                withJSONObject: change(value), options: [.sortedKeys, .withoutEscapingSlashes])
        else { return self }
        var mapped = self
        mapped.steps[0] = .send(Self.head(bytes[..<headEnd.lowerBound], length: body.count) + body)
        return mapped
    }

    /// The head of an answer with the length of another body.
    private static func head(_ bytes: ArraySlice<UInt8>, length: Int) -> [UInt8] {
        let lines = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").split(
            separator: "\n")
        let kept = lines.filter { !$0.lowercased().hasPrefix("content-length:") }
        return Array((kept + ["Content-Length: \(length)", "", ""]).joined(separator: "\r\n").utf8)
    }
}
