import Foundation
import ServiceCore
import TestSupport
import Testing

@testable import PlatformServer

@Suite struct ServerCertificateTests {
    /// Two files in a folder of their own.
    private final class Files {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "certificate-\(UUID().uuidString)")
        var certificate: String { folder.appending(path: "chain.pem").path }
        var key: String { folder.appending(path: "key.pem").path }

        init() throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func write(_ certificate: String, _ key: String) throws {
            try Data(certificate.utf8).write(to: URL(filePath: self.certificate))
            try Data(key.utf8).write(to: URL(filePath: self.key))
        }

        func load() throws(ServiceError) -> ServerCertificate {
            try ServerCertificate(certificate: certificate, key: key)
        }
    }

    @Test func `a certificate that is renewed is in use at once, one that cannot be read never`() throws {
        let (files, one, other) = (try Files(), try TestCertificate(), try TestCertificate())
        try files.write(one.certificate, one.key)
        let certificate = try files.load()
        let first = certificate.context
        #expect(certificate.context === first)
        try files.write("half a cert", one.key)
        #expect(certificate.context === first)
        try files.write(other.certificate, other.key)
        let second = certificate.context
        #expect(second !== first)
        try FileManager.default.removeItem(atPath: files.key)
        #expect(certificate.context === second)
    }

    @Test func `it is read again on demand though the files look as before, and kept where that fails`()
        throws
    {
        let (files, one, other) = (try Files(), try TestCertificate(), try TestCertificate())
        // Blank lines between certificates mean nothing.
        func padded(_ text: String) -> String {
            text + String(repeating: "\n", count: 8_192 - text.utf8.count)
        }
        let time = Date(timeIntervalSince1970: 1_000_000_000)
        func write(_ certificate: TestCertificate) throws {
            for (path, text) in [
                (files.certificate, padded(certificate.certificate)), (files.key, padded(certificate.key)),
            ] {
                if !FileManager.default.fileExists(atPath: path) {
                    _ = FileManager.default.createFile(atPath: path, contents: nil)
                }
                let file = try FileHandle(forWritingTo: URL(filePath: path))
                try file.write(contentsOf: Data(text.utf8))
                try file.close()
                try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
            }
        }
        try write(one)
        let certificate = try files.load()
        let first = certificate.context
        try write(other)
        #expect(certificate.context === first)
        try certificate.reload()
        let second = certificate.context
        #expect(second !== first)
        try files.write("half a cert", other.key)
        #expect(throws: ServiceError.self) { try certificate.reload() }
        #expect(certificate.context === second)
    }

    @Test func `files that are none are told by their names`() throws {
        let (files, one, other) = (try Files(), try TestCertificate(), try TestCertificate())
        func message() -> String? {
            do throws(ServiceError) {
                _ = try files.load()
                return nil
            } catch {
                return error.message
            }
        }
        #expect(message() == "The certificate file \(files.certificate) cannot be read as PEM.")
        try files.write(one.certificate, "no key")
        #expect(message() == "The key file \(files.key) cannot be read as PEM.")
        try files.write(one.certificate, other.key)
        #expect(
            message() == "The certificate \(files.certificate) and the key \(files.key) do not fit together.")
    }
}
