import Dispatch
import Glibc
import ServiceCore
import Synchronization
import TerminalNcurses

/// Ends work in good order on SIGINT, SIGTERM and SIGHUP, then dies of the signal as the sender expects.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Those of them that the process was not told to ignore, as `nohup` tells it.
    static func heeded() -> [Int32] {
        signals.filter { number in
            var action = sigaction()
            return sigaction(number, nil, &action) == 0
                && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
                    != unsafeBitCast(SIG_IGN, to: Int.self)
        }
    }

    /// How long open transactions may take to finish; with what giving a terminal back may take, and with a machine that
    /// is busy, that is less than five seconds, in which whoever sends one signal may count on an end.
    private static let patience = DispatchTimeInterval.milliseconds(3_500)

    /// Runs `work`; on a signal it is cancelled and awaited, a second signal kills at once. Either way the terminal is given
    /// back first.
    ///
    /// - Parameters:
    ///   - orders: signals that are how this work is ended: after one of them it returns as if nothing had come.
    ///   - reload: what SIGHUP does instead of ending it; nil has it end as by the others.
    static func guarding<Value: Sendable>(
        orders: Set<Int32> = [], reload: (@Sendable () -> Void)? = nil,
        _ work: @escaping @Sendable () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        let task = Task { await Result(of: work) }
        let received = Received()
        let signals = heeded().filter { reload == nil || $0 != SIGHUP }
        let reloading = reload.flatMap { heeded().contains(SIGHUP) ? source(for: SIGHUP, $0) : nil }
        let sources = signals.map { number in
            source(for: number, among: signals) {
                // Dispatch may get hold of a second signal before its handler does.
                guard received.take(number) else { die(of: number) }
                task.cancel()
            }
        }
        let ended = await task.value
        for source in sources + [reloading].compactMap(\.self) { source.cancel() }
        let isFailed = if case .failure = ended { true } else { false }
        if let number = received.number, isFailed || !orders.contains(number) { die(of: number) }
        for number in signals { signal(number, SIG_DFL) }
        return try ended.get()
    }

    private static func source(
        for number: Int32, among signals: [Int32], _ handler: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        source(for: number) {
            // First: a second signal may come as soon as others see that the work is ending.
            signals.forEach(NcursesTerminal.giveBack(onSignal:))
            handler()
            DispatchQueue.global().asyncAfter(deadline: .now() + patience) { die(of: number) }
        }
    }

    private static func source(
        for number: Int32, _ handler: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        // The default action would come before the source hears of the signal.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        source.setEventHandler(handler: handler)
        source.resume()
        return source
    }

    private static func die(of number: Int32) -> Never {
        NcursesTerminal.giveBackAtOnce()
        DefaultAction.befall(number)
        exit(128 + number)
    }
}

/// The first signal that came.
private final class Received: Sendable {
    private let first = Mutex<Int32?>(nil)

    var number: Int32? { first.withLock { $0 } }

    /// - Returns: false where one came before.
    func take(_ number: Int32) -> Bool {
        first.withLock { first in
            defer { first = first ?? number }
            return first == nil
        }
    }
}

/// What a signal does to a process that does nothing about it.
enum DefaultAction {
    /// Has the signal do that here.
    ///
    /// - Returns: where the process goes on, as after a stop.
    static func befall(_ number: Int32) {
        signal(number, SIG_DFL)
        // Dispatch blocks signals on its threads, one of which this may be.
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, number)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        raise(number)
    }
}
