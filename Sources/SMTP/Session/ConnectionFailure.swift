import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// What errors of the layers below mean; the only place where they are read.
enum ConnectionFailure {
    /// Why no connection came about.
    static func unreachable(_ error: any Error) -> DeliveryFault.Reason {
        switch error {
        case let error as NIOConnectionError:
            let failures = error.connectionErrors.map { unreachable($0.error) }
            // A name may stand for several addresses; one that answers says more than one that is not there.
            return failures.first { $0 == .unreachable(words(ECONNREFUSED)) } ?? failures.first
                ?? .unreachable("its name is not known")
        case let error as IOError: return .unreachable(words(error.errnoCode))
        case is ChannelError: return .timedOut
        default: return .unreachable("its name cannot be looked up")
        }
    }

    private static func words(_ code: CInt) -> String {
        switch code {
        case ECONNREFUSED: "it does not accept connections"
        case ENETUNREACH, EHOSTUNREACH: "no way leads to it"
        case ETIMEDOUT: "it does not answer"
        case EMFILE, ENFILE: "too many files are open on this machine"
        default: String(cString: strerror(code))
        }
    }

    /// What an error on a connection that stood means for its session.
    static func reason(_ error: any Error, isHandshake: Bool) -> DeliveryFault.Reason {
        guard isHandshake else { return .lost }
        if error as? NIOSSLExtraError == .failedToValidateHostname {
            return .tls(.untrusted("it is for another name"))
        }
        let text = String(describing: error)
        let known = [
            ("CERTIFICATE_VERIFY_FAILED", TLSProblem.untrusted("it has expired or nobody trusted signed it")),
            ("unableToValidateCertificate", .untrusted("it has expired or nobody trusted signed it")),
            ("PROTOCOL", .handshake("no version of TLS is known to both")),
            ("WRONG_VERSION_NUMBER", .handshake("it does not speak TLS there")),
        ]
        let problem = known.first { text.contains($0.0) }?.1
        return .tls(problem ?? .handshake("the handshake failed"))
    }
}
