import Foundation
package import NIOSSL
package import ServiceCore
import Synchronization

/// The certificate that servers show, from two files; what is put in their place is in use from the next handshake on.
package final class ServerCertificate: Sendable {
    private struct State {
        var context: NIOSSLContext
        var stamps: [FileStamp?]
    }

    /// By what a file is known to be another.
    private struct FileStamp: Equatable {
        let modified: Date?
        let size: Int?
        let number: Int?

        init?(_ path: String) {
            guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
            modified = facts[.modificationDate] as? Date
            size = facts[.size] as? Int
            number = facts[.systemFileNumber] as? Int
        }
    }

    private let files: (certificate: String, key: String)
    private let state: Mutex<State>

    /// - Parameters:
    ///   - certificate: a file with the certificate and those that lead to its authority, as PEM.
    ///   - key: a file with its private key, as PEM.
    /// - Throws: `.invalid` naming the file that cannot be read or does not fit.
    package init(certificate: String, key: String) throws(ServiceError) {
        files = (certificate, key)
        let stamps = [FileStamp(certificate), FileStamp(key)]
        state = Mutex(State(context: try Self.load(certificate, key), stamps: stamps))
    }

    /// What encrypts a connection that begins now. Files that are half written or do not fit change nothing.
    package var context: NIOSSLContext {
        state.withLock { state in
            let stamps = [FileStamp(files.certificate), FileStamp(files.key)]
            guard stamps != state.stamps else { return state.context }
            state.stamps = stamps
            if let fresh = try? Self.load(files.certificate, files.key) { state.context = fresh }
            return state.context
        }
    }

    /// Reads the files again, also where they look as before.
    ///
    /// - Throws: as `init`; what was in use stays so.
    package func reload() throws(ServiceError) {
        let stamps = [FileStamp(files.certificate), FileStamp(files.key)]
        let fresh = try Self.load(files.certificate, files.key)
        state.withLock { ($0.stamps, $0.context) = (stamps, fresh) }
    }

    private static func load(_ certificate: String, _ key: String) throws(ServiceError) -> NIOSSLContext {
        let chain = try read(certificate, "certificate") { try NIOSSLCertificate.fromPEMFile($0) }
        let secret = try read(key, "key") { try NIOSSLPrivateKey(file: $0, format: .pem) }
        guard !chain.isEmpty else { throw fault("The certificate file \(certificate) holds no certificate.") }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
        configuration.minimumTLSVersion = .tlsv12
        do { return try NIOSSLContext(configuration: configuration) } catch {
            throw fault("The certificate \(certificate) and the key \(key) do not fit together.")
        }
    }

    private static func read<Value>(
        _ path: String, _ what: String, _ load: (String) throws -> Value
    ) throws(ServiceError) -> Value {
        do { return try load(path) } catch {
            throw fault("The \(what) file \(path) cannot be read as PEM.")
        }
    }

    private static func fault(_ sentence: String) -> ServiceError {
        ServiceError(
            .invalid, sentence,
            hint:
                "--tls-certificate wants the whole chain, the server's own first, and --tls-key its private key."
        )
    }
}
