internal import Dispatch

/// Calls back on the main queue whenever a signal has come; several at once count as one.
@MainActor struct SignalWatch {
    private let source: any DispatchSourceSignal

    init(_ number: Int32, _ handle: @escaping @MainActor () -> Void) {
        source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated(handle) }
        source.activate()
    }

    func stop() {
        source.cancel()
    }
}
