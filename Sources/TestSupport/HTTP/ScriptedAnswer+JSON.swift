import Foundation

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
