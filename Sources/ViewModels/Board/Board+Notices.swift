package import ServiceCore

extension Board {
    /// Shows a sentence at the foot for as long as its level asks.
    ///
    /// - Parameters:
    ///   - details: lines that `:notices` shows under the sentence.
    ///   - isUnknown: whether it says that nobody knows what came of an edit.
    ///   - isAside: whether nobody waits for it, so that it hides nothing that a person should read.
    package func notify(
        _ text: String, hint: String = "", level: NoticeLevel, details: [String] = [],
        isUnknown: Bool = false, isAside: Bool = false
    ) {
        let notice = NoticeSnapshot(text: text, hint: hint, level: level, isUnknown: isUnknown)
        guard notices.show(notice, details: details, isAside: isAside, at: clock.date()) else { return }
        guard let lifetime = NoticeBoard.lifetime(level) else { return work.cancel("notice") }
        work.start("notice", .background) { [weak self] in
            guard let self, (try? await clock.sleep(lifetime)) != nil else { return }
            notices.clear()
        }
    }

    package func report(_ error: ServiceError) {
        guard error.code != .cancelled else { return notify("Cancelled.", level: .info) }
        let told = error.told(by: clock)
        notify(
            told.message, hint: told.hint ?? "", level: .error, isUnknown: told.code == .outcomeUnknown)
    }

    func effect(_ effect: BoardEffect) { perform(effect) }
}

extension ServiceError {
    /// The same with the times in its words as clocks here show them.
    func told(by clock: BoardClock) -> ServiceError {
        let write = TimeText(clock).full
        var told = self
        told.message = DatedText(kept: message).text(write)
        told.hint = hint.map { DatedText(kept: $0).text(write) }
        return told
    }
}
