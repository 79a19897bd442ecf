/// An answer's parts before anybody has judged them.
struct RawAnswer: Sendable {
    let status: Int
    let headers: [HTTPAnswer.Header]
    let body: [UInt8]

    var retryAfter: String? { headers.first { $0.name.lowercased() == "retry-after" }?.value }
}
