/// Which campaign is to be launched again: `{"id": "…"}` (§5).
struct SMSDropRetryRequest {
    let id: String

    private enum Name: String, CodingKey { case id }

    /// - Throws: `.invalid` where no id is told.
    init(_ body: [UInt8]) throws(SMSDropFailure) {
        var document = try SMSDropDocument<Name>.read(body)
        let text = document.isPresent(.id) ? document.text(.id) : nil
        try document.check()
        id = text ?? ""
    }
}
