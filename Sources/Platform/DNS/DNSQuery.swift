import CAres
import Foundation
import Glibc
import Synchronization

/// One look-up in a thread of its own, which sleeps in `poll` until a socket or a cancellation wakes it.
final class DNSQuery: Sendable {
    /// What is asked about a name.
    enum Question: Sendable {
        case records(DNSResolver.RecordType)
        /// Of both families, also by the machine's own table of hosts.
        case addresses
    }

    private let name: String
    private let question: Question
    private let server: String?
    private let timeLimit: Duration
    /// A pipe whose first end is readable once the task was cancelled.
    private let cancellation: (read: Int32, write: Int32)
    /// c-ares wants to be set up once per process, before its first use.
    private static let library = ares_library_init(ARES_LIB_INIT_ALL)

    init(name: String, _ question: Question, server: String?, timeLimit: Duration) {
        self.name = name
        self.question = question
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

    func run() async -> DNSReply {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread { [self] in continuation.resume(returning: perform()) }
            }
        } onCancel: {
            _ = write(cancellation.write, [1], 1)
        }
    }

    private func perform() -> DNSReply {
        var channel: ares_channel?
        guard Self.library == ARES_SUCCESS, openChannel(&channel), let channel else {
            return .answer(.couldNotCheck(reason: "no resolver could be set up"))
        }
        defer { ares_destroy(channel) }
        let outcome = Outcome(question, name)
        ask(channel, for: outcome)
        let end = ContinuousClock.now + timeLimit
        while outcome.reply == nil {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero, wait(on: channel, atMost: left) else {
                outcome.reason = left > .zero ? "the look-up was cancelled" : "no answer in time"
                ares_cancel(channel)
                break
            }
        }
        return outcome.reply ?? .answer(.couldNotCheck(reason: outcome.reason))
    }

    private func ask(_ channel: ares_channel, for outcome: Outcome) {
        // Balanced in the callbacks, of which c-ares calls one exactly once per query.
        let context = Unmanaged.passRetained(outcome).toOpaque()
        switch question {
        case .records(let type): ares_query(channel, name, 1, type.rawValue, DNSQuery.receive, context)
        case .addresses:
            var hints = ares_addrinfo_hints()
            hints.ai_family = AF_UNSPEC
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            ares_getaddrinfo(channel, name, nil, &hints, DNSQuery.receiveAddresses, context)
        }
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
        let question: Question
        let name: String
        var reply: DNSReply?
        var reason = "no answer in time"

        init(_ question: Question, _ name: String) {
            self.question = question
            self.name = name
        }

        /// Takes c-ares's outcome; what was found is read where there is something.
        func take(_ status: Int32, _ found: () -> DNSReply) {
            reply =
                switch status {
                case ARES_SUCCESS: found()
                case ARES_ECANCELLED, ARES_EDESTRUCTION: .answer(.couldNotCheck(reason: reason))
                default: .answer(DNSAnswer(failure: status))
                }
        }
    }

    private static let receive: ares_callback = { context, status, _, bytes, count in
        guard let context else { return }
        let outcome = Unmanaged<Outcome>.fromOpaque(context).takeRetainedValue()
        let message = UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(count))
        outcome.take(status) {
            guard case .records(let type) = outcome.question else { return .answer(.noData) }
            return DNSMessage(message).reply(type, to: outcome.name)
        }
    }

    private static let receiveAddresses: ares_addrinfo_callback = { context, status, _, list in
        guard let context else { return }
        let outcome = Unmanaged<Outcome>.fromOpaque(context).takeRetainedValue()
        outcome.take(status) {
            let texts = sequence(first: list?.pointee.nodes) { $0?.pointee.ai_next }
                .prefix { $0 != nil }.compactMap { $0.flatMap { text(of: $0.pointee.ai_addr) } }
            return .answer(texts.isEmpty ? .noData : .records(texts))
        }
        if let list { ares_freeaddrinfo(list) }
    }

    /// The address as numbers, without a port.
    private static func text(of address: UnsafeMutablePointer<sockaddr>?) -> String? {
        guard let address else { return nil }
        let isFour = address.pointee.sa_family == sa_family_t(AF_INET)
        let length = isFour ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let status = getnameinfo(
            address, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
        return status == 0 ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) : nil
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}
