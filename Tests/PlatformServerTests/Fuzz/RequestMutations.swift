import Foundation
import TestSupport

@testable import PlatformServer

/// Makes requests that nobody would write out of those that somebody would, the same in every run.
struct RequestMutations {
    private var numbers: SeededNumbers

    init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

    /// A request with some of its parts spoilt.
    mutating func spoil(_ request: ServerRequest) -> ServerRequest {
        var spoilt = request
        for _ in 0...pick(3) {
            switch pick(8) {
            case 0: spoilt.method = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "", "X Y"][pick(8)]
            case 1: spoilt.path = spoil(spoilt.path)
            case 2: spoilt.query = RequestFields(encoded: spoil(Array("a=1&skip=0&limit=9&start=1".utf8)))
            case 3: spoilt.query = hugeQuery()
            case 4: spoilt.headers.append(("authorization", text(20)))
            case 5: spoilt.body = bytes(pick(400))
            default: spoilt.body = spoil(spoilt.body)
            }
        }
        return spoilt
    }

    private mutating func spoil(_ path: [String]) -> [String] {
        var path = path
        switch pick(4) {
        case 0: path.append(text(30))
        case 1: path.removeLast(min(1, path.count))
        case 2: path += Array(repeating: "..", count: pick(500))
        default: if !path.isEmpty { path[pick(path.count)] = text(pick(3000)) }
        }
        return path
    }

    /// Bits turned, parts doubled, cut out or exchanged for what parsers stumble over.
    mutating func spoil(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        guard !bytes.isEmpty else { return self.bytes(pick(40)) }
        let place = pick(bytes.count)
        let end = min(bytes.count, place + 1 + pick(12))
        switch pick(6) {
        case 0: bytes[place] ^= UInt8(1 << pick(8))
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: pick(bytes.count))
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.insert(contentsOf: self.bytes(pick(30)), at: place)
        default:
            bytes.replaceSubrange(place..<end, with: Array(Self.stumbles[pick(Self.stumbles.count)].utf8))
        }
        return bytes
    }

    private static let stumbles = [
        "null", "true", "-1", "1e400", "99999999999999999999", "\"\"", "[]", "{}", "\\u0000", "\\ud800", "\0",
        "%00", "%", "&&&===", "\r\nX: y", "'", "\"", "<", "\u{202e}", "\u{FFFF}", "٣",
        String(repeating: "[", count: 600),
        String(repeating: "{\"a\":", count: 600), String(repeating: "9", count: 400),
        String(repeating: "é", count: 5000),
    ]

    private mutating func hugeQuery() -> RequestFields {
        RequestFields((0..<pick(3000)).map { _ in (text(8), text(8)) })
    }

    private mutating func text(_ length: Int) -> String { String(decoding: bytes(length), as: UTF8.self) }

    private mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(pick(256)) } }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }
}
