/// What the other side answered, and to which step.
package struct RelayReply: Sendable, Hashable {
    package var stage: Stage
    /// The three digits; 0 where the line was cut.
    package var code: Int
    /// `5.1.1`, nil where the reply had none.
    package var enhanced: String?
    package var text: String

    package init(_ stage: Stage, _ code: Int, _ enhanced: String? = nil, _ text: String = "") {
        self.stage = stage
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    package enum Stage: String, Sendable, CaseIterable {
        /// Connecting, TLS, EHLO and AUTH.
        case session
        case mail, rcpt
        /// DATA and what follows the final dot.
        case data
    }

    /// The reply as rows and tallies show it: `550 5.1.1 no such user`.
    package var line: String {
        [code == 0 ? nil : String(code), enhanced, text.isEmpty ? nil : text].compactMap { $0 }
            .joined(separator: " ")
    }
}
