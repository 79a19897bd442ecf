/// The id of an event, which DMDS does not number: `BATCH/TIME/WORD/ADDRESS`, with `#2` at the time of a second one.
///
/// `BATCH/ADDRESS` names a message of the batch, as `:message` takes it.
struct DMDSEventKey: Sendable, Hashable {
    var batch = ""
    let email: String
    var evento = ""
    var time = ""
    var number = 1

    var native: String { "\(batch)/\(time)\(number > 1 ? "#\(number)" : "")/\(evento)/\(email)" }
}

extension DMDSEventKey {
    /// Nil where the text is neither form. An address may hold slashes, so it stands last.
    init?(_ native: String) {
        let parts = native.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).map(
            String.init)
        if parts.count == 4, parts[1].first?.isNumber == true, parts[1].contains("T") {
            let time = parts[1].split(separator: "#")
            self.init(
                batch: parts[0], email: parts[3], evento: parts[2], time: String(time[0]),
                number: time.count > 1 ? Int(time[1]) ?? 1 : 1)
            return
        }
        let halves = native.split(separator: "/", maxSplits: 1).map(String.init)
        guard halves.count == 2, halves[1].contains("@") else { return nil }
        self.init(batch: halves[0], email: halves[1].lowercased())
    }
}
