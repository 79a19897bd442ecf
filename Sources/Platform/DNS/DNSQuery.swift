import CAres
import Foundation
import Glibc
import Synchronization

/// One look-up in a thread of its own, which sleeps in `poll` until a socket or a cancellation wakes it.
final class DNSQuery: Sendable {
    private let name: String
    private let type: DNSResolver.RecordType
    private let server: String?
    private let timeLimit: Duration
    /// A pipe whose first end is readable once the task was cancelled.
    private let cancellation: (read: Int32, write: Int32)
    /// c-ares wants to be set up once per process, before its first use.
    private static let library = ares_library_init(ARES_LIB_INIT_ALL)

    init(name: String, type: DNSResolver.RecordType, server: String?, timeLimit: Duration) {
        self.name = name
        self.type = type
        self.server = server
        self.timeLimit = timeLimit
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        cancellation = (ends[0], ends[1])
    }

    deinit {
        close(cancellation.read)
        close(cancellation.write)
    }

    func run() async -> DNSAnswer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { [self] in continuation.resume(returning: perform()) }
            }
        } onCancel: {
            _ = write(cancellation.write, [1], 1)
        }
    }

    private func perform() -> DNSAnswer {
        var channel: ares_channel?
        guard Self.library == ARES_SUCCESS, openChannel(&channel), let channel else {
            return .couldNotCheck(reason: "no resolver could be set up")
        }
        defer { ares_destroy(channel) }
        let outcome = Outcome(type: type)
        // Balanced in the callback, which c-ares calls exactly once per query.
        let context = Unmanaged.passRetained(outcome).toOpaque()
        ares_query(channel, name, 1, type.rawValue, DNSQuery.receive, context)
        let end = ContinuousClock.now + timeLimit
        while outcome.answer == nil {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero, wait(on: channel, atMost: left) else {
                outcome.reason = left > .zero ? "the look-up was cancelled" : "no answer in time"
                ares_cancel(channel)
                break
            }
        }
        return outcome.answer ?? .couldNotCheck(reason: outcome.reason)
    }

    private func openChannel(_ channel: inout ares_channel?) -> Bool {
        var options = ares_options()
        options.flags = Int32(ARES_FLAG_NOSEARCH) | Int32(ARES_FLAG_NOALIASES) | Int32(ARES_FLAG_EDNS)
        options.timeout = Int32(max(50, timeLimit.milliseconds / 3))
        options.tries = 3
        let mask = Int32(ARES_OPT_FLAGS) | Int32(ARES_OPT_TIMEOUTMS) | Int32(ARES_OPT_TRIES)
        guard ares_init_options(&channel, &options, mask) == ARES_SUCCESS else { return false }
        guard let server else { return true }
        guard ares_set_servers_ports_csv(channel, server) == ARES_SUCCESS else {
            ares_destroy(channel)
            channel = nil
            return false
        }
        return true
    }

    /// Sleeps until a socket, c-ares's own time-out or the limit, and lets c-ares work.
    ///
    /// - Returns: false when the task was cancelled.
    private func wait(on channel: ares_channel, atMost limit: Duration) -> Bool {
        var sockets = [ares_socket_t](repeating: -1, count: Int(ARES_GETSOCK_MAXNUM))
        let wanted = ares_getsock(channel, &sockets, ARES_GETSOCK_MAXNUM)
        var polled = [pollfd(fd: cancellation.read, events: Int16(POLLIN), revents: 0)]
        for (index, socket) in sockets.enumerated() {
            let reads = wanted & (1 << index) != 0
            let writes = wanted & (1 << (index + Int(ARES_GETSOCK_MAXNUM))) != 0
            guard reads || writes else { continue }
            let events = (reads ? Int16(POLLIN) : 0) | (writes ? Int16(POLLOUT) : 0)
            polled.append(pollfd(fd: socket, events: events, revents: 0))
        }
        poll(&polled, nfds_t(polled.count), Int32(clamping: min(ownTimeout(channel), limit.milliseconds + 1)))
        guard polled[0].revents == 0 else { return false }
        let ready = polled.dropFirst().filter { $0.revents != 0 }
        for entry in ready {
            let writes = entry.revents & Int16(POLLOUT) != 0
            let reads = entry.revents & ~Int16(POLLOUT) != 0
            ares_process_fd(channel, reads ? entry.fd : -1, writes ? entry.fd : -1)
        }
        if ready.isEmpty { ares_process_fd(channel, -1, -1) }
        return true
    }

    private func ownTimeout(_ channel: ares_channel) -> Int {
        var value = timeval()
        guard let next = ares_timeout(channel, nil, &value) else { return .max }
        return next.pointee.tv_sec * 1000 + Int(next.pointee.tv_usec) / 1000 + 1
    }

    /// What the callback leaves for the thread that waits; both are the same thread.
    private final class Outcome {
        let type: DNSResolver.RecordType
        var answer: DNSAnswer?
        var reason = "no answer in time"

        init(type: DNSResolver.RecordType) { self.type = type }
    }

    private static let receive: ares_callback = { context, status, _, bytes, count in
        guard let context else { return }
        let outcome = Unmanaged<Outcome>.fromOpaque(context).takeRetainedValue()
        let message = UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(count))
        if status == ARES_ECANCELLED || status == ARES_EDESTRUCTION {
            outcome.answer = .couldNotCheck(reason: outcome.reason)
        } else {
            outcome.answer = DNSMessage(message).answer(
                status: status, type: outcome.type)
        }
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int {
        let parts = components
        return Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000)
    }
}
