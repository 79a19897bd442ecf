import Foundation

@testable import PlatformServer

/// An answer as a client reads it, by a JSON reader that shares nothing with the server's writer.
struct SMSDropAnswer {
    let status: Int
    let headers: [String: String]
    let object: [String: Any]
    let list: [[String: Any]]

    init(_ response: ServerResponse) {
        status = response.status
        headers = Dictionary(response.headers.map { ($0.name, $0.value) }) { first, _ in first }
        let json = try? JSONSerialization.jsonObject(with: Data(response.body))
        object = json as? [String: Any] ?? [:]
        list = json as? [[String: Any]] ?? []
    }

    var keys: Set<String> { Set(object.keys) }
    var detail: String? { object["detail"] as? String }
    var id: String { object["id"] as? String ?? "" }
    var state: String? { object["status"] as? String }

    /// The places of all violations: `body sender`.
    var places: [String] {
        (object["detail"] as? [[String: Any]] ?? []).map { violation in
            (violation["loc"] as? [Any] ?? []).map { "\($0)" }.joined(separator: " ")
        }
    }

    /// What a client's message says, after its own rule (§3): the second member of `loc`, then the rest of it.
    var clientMessage: String {
        (object["detail"] as? [[String: Any]] ?? []).map { violation in
            let loc = violation["loc"] as? [Any] ?? []
            let extra =
                loc.dropFirst(2).isEmpty
                ? "" : "[\(loc.dropFirst(2).map { "\($0)" }.joined(separator: ", "))]"
            return "\(loc[1])\(extra): \(violation["msg"] as? String ?? "")"
        }.joined(separator: "\n")
    }
}
