internal import Dispatch
internal import Terminal

/// Watches the terminal's input and hands over what people typed and pasted, all that waits at once.
///
/// While nothing arrives it does not run; the only timer there is ends a paste.
@MainActor final class InputReader {
    private let descriptor: InputDescriptor
    private let deliver: @MainActor ([TerminalEvent]) -> Void
    private var source: (any DispatchSourceRead)?
    private var decoder = KeyDecoder()
    private var paste: PasteAssembler?
    private var pasteTimer: (any DispatchSourceTimer)?

    /// So many keys are taken in one go; a flood must not keep the picture from being painted.
    private static let batchLimit = 4096

    init(descriptor: Int32, deliver: @escaping @MainActor ([TerminalEvent]) -> Void) {
        self.descriptor = InputDescriptor(number: descriptor)
        self.deliver = deliver
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.drain() } }
        source.activate()
        self.source = source
    }

    /// Whether clicks and the wheel are told.
    var takesMouse: Bool {
        get { decoder.takesMouse }
        set { decoder.takesMouse = newValue }
    }

    func stop() {
        source?.cancel()
        source = nil
        pasteTimer?.cancel()
        pasteTimer = nil
    }

    private func drain() {
        guard source != nil else { return }
        var events: [TerminalEvent] = []
        if paste == nil { events += readKeys() }
        if paste != nil { readPaste() }
        if descriptor.waiting == 0, descriptor.isHungUp {
            events.append(.hangUp)
            stop()
        }
        if !events.isEmpty { deliver(events) }
    }

    /// Reads what waits and hands none of it over.
    func dropWaiting() {
        guard source != nil, paste == nil else { return }
        _ = readKeys()
        if paste != nil { readPaste() }
    }

    private func readKeys() -> [TerminalEvent] {
        var keys: [RawKey] = []
        while keys.count < Self.batchLimit, let key = RawKey.read() {
            if key == .pasteStart {
                paste = PasteAssembler(startedAt: .now)
                break
            }
            keys.append(key)
        }
        if keys.count == Self.batchLimit { drainAgain() }
        return decoder.events(keys)
    }

    /// ncurses may hold bytes of which the descriptor knows nothing.
    private func drainAgain() {
        DispatchQueue.main.async { [weak self] in MainActor.assumeIsolated { self?.drain() } }
    }

    private func readPaste() {
        while case let arrived = descriptor.readWaiting(), !arrived.isEmpty {
            paste?.append(arrived, at: .now)
        }
        schedulePasteEnd()
    }

    private func schedulePasteEnd() {
        guard let paste else { return }
        let timer = pasteTimer ?? makePasteTimer()
        let wait = max(.zero, paste.deadline - .now)
        timer.schedule(deadline: .now() + .milliseconds(Int(wait / .milliseconds(1)) + 1))
    }

    private func makePasteTimer() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.finishPaste() } }
        timer.activate()
        pasteTimer = timer
        return timer
    }

    private func finishPaste() {
        // What came while the timer was on its way belongs to the paste.
        let late = descriptor.readWaiting()
        if !late.isEmpty { paste?.append(late, at: .now) }
        guard let event = paste?.event(at: .now) else { return schedulePasteEnd() }
        paste = nil
        pasteTimer?.cancel()
        pasteTimer = nil
        if event != .paste("") { deliver([event]) }
    }
}
