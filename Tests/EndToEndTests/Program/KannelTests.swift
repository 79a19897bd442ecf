import Foundation
import Glibc
import Platform
import ServiceCore
import Store
import Testing

/// A text through Debian's Kannel to its fake message centre, and the receipt back.
@Suite struct KannelTests {
    private static let boxes = ["/usr/sbin/bearerbox", "/usr/sbin/smsbox", "/usr/lib/kannel/test/fakesmsc"]
    private static var isInstalled: Bool {
        boxes.allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    @Test(
        .enabled(if: isInstalled, "Debian's kannel and kannel-extras are not installed"),
        .timeLimit(.minutes(20)))
    func `a text goes out and its receipt comes back`() async throws {
        let program = try BuiltProgram()
        defer { program.cleanUp() }
        let shop = try Shop(program)
        try shop.editAccount("grant_sms_credits=10")
        let kannel = try Kannel(in: program.home)
        defer { kannel.end() }
        let serving = Pipe()
        let used = try shop.run(
            [
                "gateway", "use", "kannel+http://kim@127.0.0.1:\(kannel.ports[2])", "--yes", "127.0.0.1",
                "--receipts", "http://127.0.0.1:\(kannel.ports[4])", "--password-stdin",
            ], input: "secret\n")
        try #require(used.status == 0 && used.output.contains("logged in as kim"), "\(used.errors)")
        try shop.done([
            "campaign", "create", "title=Sale", "type=sms-plain", "audience=+34600112233", "sender=Shop",
            "text=Hello é {€}", "account=kim@example.test",
        ])
        let server = try program.begin(
            "serve --listen 127.0.0.1:\(kannel.ports[4]) --data-dir data",
            output: serving.fileHandleForWriting)
        defer {
            kill(server.processIdentifier, SIGTERM)
            server.waitUntilExit()
        }
        try #require(!serving.fileHandleForReading.availableData.isEmpty)
        let store = try PlatformStore.open(URL(filePath: program.home + "/data"), readOnly: true)
        let changes = store.changes()
        try shop.done("campaign launch Sale --yes Sale")
        var state = try await self.state(store)
        for await _ in changes where state != .delivered {
            state = try await self.state(store)
            if state == .delivered { break }
        }
        #expect(state == .delivered)
        #expect(try kannel.said().contains("<Shop +34600112233 text Hello é {€}>"))
    }

    private func state(_ store: PlatformStore) async throws -> StoredDeliveryState? {
        try await store.read { db in try Int.fetchOne(db, "SELECT state FROM delivery") }
            .flatMap { StoredDeliveryState(rawValue: $0) }
    }

    /// Kannel's three processes, on ports of loopback that were free.
    private final class Kannel {
        let ports: [UInt16]
        private let home: String
        private var processes: [Process] = []

        init(in home: String) throws {
            self.home = home
            ports = try LoopbackSocket.freePorts(5)
            let configuration = """
                group = core
                admin-port = \(ports[0])
                admin-interface = 127.0.0.1
                admin-password = secret
                smsbox-port = \(ports[1])
                box-allow-ip = 127.0.0.1

                group = smsc
                smsc = fake
                smsc-id = FAKE
                port = \(ports[3])
                connect-allow-ip = 127.0.0.1

                group = smsbox
                bearerbox-host = 127.0.0.1
                sendsms-port = \(ports[2])
                sendsms-interface = 127.0.0.1

                group = sendsms-user
                username = kim
                password = secret

                group = sms-service
                keyword = default
                text = "No service"

                """
            try configuration.write(toFile: home + "/kannel.conf", atomically: true, encoding: .utf8)
            try start(boxes[0], [home + "/kannel.conf"], until: ports[1])
            try start(boxes[1], [home + "/kannel.conf"], until: ports[2])
            try start(
                boxes[2],
                ["-H", "127.0.0.1", "-r", "\(ports[3])", "-m", "0", "-i", "1", "1 2 nop x"], until: nil)
        }

        /// Waits until somebody listens on the port.
        private func start(_ path: String, _ arguments: [String], until port: UInt16?) throws {
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            let said = home + "/" + (path as NSString).lastPathComponent
            _ = FileManager.default.createFile(atPath: said, contents: nil)
            let output = try FileHandle(forWritingTo: URL(filePath: said))
            (process.standardOutput, process.standardError) = (output, output)
            try process.run()
            processes.append(process)
            guard let port else { return }
            while LoopbackSocket(port: port) == nil {
                try #require(process.isRunning, "\(path) has ended")
                usleep(20_000)
            }
        }

        func said() throws -> String {
            try String(contentsOfFile: home + "/fakesmsc", encoding: .utf8)
        }

        func end() {
            for process in processes.reversed() {
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
        }
    }
}

extension LoopbackSocket {
    /// So many that nobody listened on just now.
    fileprivate static func freePorts(_ count: Int) throws -> [UInt16] {
        var (sockets, ports): ([Int32], [UInt16]) = ([], [])
        defer { for socket in sockets { close(socket) } }
        for _ in 0..<count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let bound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                    bind(descriptor, plain, length) == 0 && getsockname(descriptor, plain, &length) == 0
                }
            }
            try #require(bound)
            ports.append(UInt16(bigEndian: address.sin_port))
        }
        return ports
    }
}
