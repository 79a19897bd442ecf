import ServiceCore

extension DNSState {
    /// From `{"valid": "Yes"}`; what is not told, or told otherwise, is unchecked.
    init(sendClean record: JSONReader) {
        let isValid = try? record["valid"].flag()
        self = isValid.map { $0 ? .right : .wrong } ?? .unchecked
    }
}
