import Platform
import ServiceCore

/// Reads the headers that a caller gives a message (§8): those with names of their own, `xheaders`, and any `x-`.
enum DynHeaders {
    private static let named: KeyValuePairs<String, String> = [
        "sender": "Sender", "messageid": "Message-ID", "inreplyto": "In-Reply-To",
        "references": "References", "comments": "Comments", "keywords": "Keywords", "replyby": "Reply-By",
        "importance": "Importance", "priority": "Priority", "sensitivity": "Sensitivity",
        "resent-date": "Resent-Date", "resent-from": "Resent-From", "resent-sender": "Resent-Sender",
        "resent-replyto": "Resent-Reply-To", "resent-messageid": "Resent-Message-ID",
        "content-encoding": "Content-Encoding",
    ]

    /// In the order in which they are documented; of two custom ones alike but for case the first.
    static func read(
        _ parameters: DynParameters, _ faults: inout DynFaults
    ) -> [(name: String, value: String)] {
        var headers: [(name: String, value: String)] = []
        for (field, name) in named {
            guard let value = parameters.text(field) else { continue }
            check(value, of: field, &faults)
            headers.append((name, value))
        }
        var seen: Set<String> = []
        for header in custom(parameters, &faults) where seen.insert(header.name.lowercased()).inserted {
            if TextRule.xHeader.normalise(header.name) == nil {
                faults.add("xheaders", "\(DynFaults.quoted(header.name)) is no name of a custom header")
            }
            check(header.value, of: header.name, &faults)
            headers.append(header)
        }
        return headers
    }

    private static func custom(
        _ parameters: DynParameters, _ faults: inout DynFaults
    ) -> [(name: String, value: String)] {
        let plain = parameters.named("x-")
        guard let text = parameters.text("xheaders") else { return plain }
        guard let pairs = PythonLiteral.dictionary(text) else {
            faults.add("xheaders", "is no dictionary such as {'X-Order': '42'}")
            return plain
        }
        return pairs + plain
    }

    private static func check(_ value: String, of name: String, _ faults: inout DynFaults) {
        if let fault = TextRule.fault(ofLine: value, limit: 998) { faults.add(name, fault) }
    }
}
