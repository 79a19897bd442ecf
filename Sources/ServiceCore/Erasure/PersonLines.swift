/// What connections keep of a person, as lines of a table and of a preview.
package struct PersonLines: Sendable {
    private let zone: WallZone

    package init(zone: WallZone) { self.zone = zone }

    package static let fields = ["connection", "what", "count"]

    package func table(_ answer: PersonGathering.Answer) -> [[String]] {
        switch answer.result {
        case .success(let kept):
            kept.found.map { [answer.connection.id.name, $0.what, String($0.count)] }
        case .failure: []
        }
    }

    /// What the numbers do not tell: holds, earlier erasures, who did not answer.
    package func remarks(_ answer: PersonGathering.Answer) -> [String] {
        let name = answer.connection.id.name
        switch answer.result {
        case .failure(let error): return ["\(name): \(error.message)"]
        case .success(let kept):
            return [
                kept.hold.map { "\(name): \($0.address) is \($0.words.text(zone.text))." },
                kept.erased.map {
                    "\(name): somebody of this address was erased at \(zone.text($0)) and stays suppressed."
                },
            ].compactMap(\.self) + kept.notes.map { "\(name): \($0)" }
        }
    }

    /// What erasing would do there.
    package func preview(_ answer: PersonGathering.Answer) -> [String] {
        let name = answer.connection.id.name
        guard case .success(let kept) = answer.result else { return remarks(answer) }
        var lines = ["\(name): \(kept.words)"]
        if kept.names.count > 1 { lines.append("\(name): known as \(kept.names.joined(separator: ", "))") }
        if let obstacle = kept.obstacle, !kept.isEmpty { lines.append("\(name): stays. \(obstacle)") }
        return lines + remarks(answer)
    }
}
