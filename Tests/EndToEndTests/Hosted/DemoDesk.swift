import Foundation
import TestSupport
import Testing

/// A demo of five connections, on data that is kept beside the test.
extension BoardDesk {
    /// Starts the demo and waits for a row of the embedded platform.
    func openDemo(_ options: String = "", showing pattern: String = "marta@acme.example") async throws {
        try terminal.type("clear; \(demoCommand) \(options)\r")
        try await terminal.wait(for: pattern)
    }

    var demoCommand: String { "'\(BuiltProgram.location.path)' demo --data-dir '\(data)'" }

    /// The child that serves the four hosted connections.
    func demoServer() async throws -> DemoChild {
        let board = try board()
        return try await terminal.wait(for: "server of the demo") { try DemoChild.all(of: board).first }
    }

    /// Waits until the rows of every hosted connection that has accounts are there.
    @discardableResult
    func hostedRows() async throws -> String {
        for name in ["dyn", "sendclean", "smsdrop"] {
            try await terminal.wait(for: "(?m)ops@northwind.example .*\(name)$")
        }
        return try terminal.screen()
    }
}

/// A server that a demo has started.
struct DemoChild {
    let process: pid_t
    let port: UInt16

    /// Those whose parent is this process.
    static func all(of parent: pid_t) throws -> [DemoChild] {
        let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }
        return processes.compactMap { process in
            guard let state = text("/proc/\(process)/stat"), let end = state.lastIndex(of: ")") else {
                return nil
            }
            let fields = state[end...].split(separator: " ")
            guard fields.count > 2, pid_t(fields[2]) == parent else { return nil }
            let words = (text("/proc/\(process)/cmdline") ?? "").split(separator: "\0")
            guard let place = words.firstIndex(of: "--listen"), place + 1 < words.count,
                let port = words[place + 1].split(separator: ":").last.flatMap({ UInt16($0) })
            else { return nil }
            return DemoChild(process: process, port: port)
        }
    }

    /// A process that nobody has asked about yet is gone all the same.
    var isGone: Bool { (Self.text("/proc/\(process)/cmdline") ?? "").isEmpty }

    /// Whether somebody takes connections at its port.
    var isListening: Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
