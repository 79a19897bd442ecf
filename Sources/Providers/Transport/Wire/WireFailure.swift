import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ServiceCore

/// What a failure below HTTP means to a person; the only place where NIO's errors are read.
enum WireFailure: Error {
    case tooLong, compressed

    static func meaning(of error: any Error, _ call: CallContext, host: String, limit: Int) -> CallFailure {
        switch error {
        case WireFailure.tooLong:
            CallFailure(call.malformed("it is longer than \(limit >> 20) MiB"))
        case WireFailure.compressed: CallFailure(call.malformed("it is compressed without being asked"))
        case is CancellationError: CallFailure(.cancelled(call))
        case let error as HTTPClientError: client(error, call)
        case HTTPParserError.invalidEOFState: CallFailure(dropped(call), isPassing: true)
        case is HTTPParserError: CallFailure(call.malformed("it is no HTTP"))
        case let error as NIOConnectionError:
            CallFailure(unreachable(call, host, isKnown: !error.isUnknownHost))
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            CallFailure(unreachable(call, host, isKnown: true))
        case let error as NIOSSLError: handshake(error, call)
        case is NIOSSLExtraError:
            CallFailure(untrusted(call, "shows a TLS certificate for another name"))
        default: CallFailure(dropped(call), isPassing: true)
        }
    }

    private static func client(_ error: HTTPClientError, _ call: CallContext) -> CallFailure {
        switch error {
        case .cancelled: CallFailure(.cancelled(call))
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            CallFailure(
                call.error(
                    .unreachable, "\(call.platform) could not be reached in time.",
                    hint: "Check the network and base-url."))
        case .readTimeout, .writeTimeout, .deadlineExceeded: CallFailure(stalled(call))
        case .remoteConnectionClosed, .uncleanShutdown: CallFailure(dropped(call), isPassing: true)
        case .invalidURL, .emptyHost, .emptyScheme:
            CallFailure(
                call.error(
                    .invalid, "The base URL of \(call.connection.name) cannot be called.",
                    hint: "Correct base-url in the configuration."))
        default: CallFailure(call.malformed("it breaks the rules of HTTP"))
        }
    }

    private static func handshake(_ error: NIOSSLError, _ call: CallContext) -> CallFailure {
        switch error {
        case .handshakeFailed(let cause) where "\(cause)".contains("CERTIFICATE_VERIFY_FAILED"):
            CallFailure(
                untrusted(call, "shows a TLS certificate that is expired or that no known authority signed"))
        case .handshakeFailed:
            CallFailure(untrusted(call, "does not agree on TLS"))
        case .unableToValidateCertificate, .noCertificateToValidate:
            CallFailure(untrusted(call, "shows a TLS certificate that is not valid for its name"))
        default: CallFailure(dropped(call), isPassing: true)
        }
    }

    /// Nothing was sent, so even a write is certainly not carried out.
    private static func untrusted(_ call: CallContext, _ fault: String) -> ServiceError {
        call.error(
            .unreachable, "\(call.platform) \(fault); nothing was sent.",
            hint:
                "Check base-url and this machine’s clock; ask the platform’s operator about the certificate.")
    }

    private static func unreachable(_ call: CallContext, _ host: String, isKnown: Bool) -> ServiceError {
        call.error(
            .unreachable,
            isKnown
                ? "\(call.platform) at \(host) does not accept connections."
                : "The host of \(call.platform), \(host), is not known to the DNS.",
            hint: "Check the network and base-url.")
    }

    private static func stalled(_ call: CallContext) -> ServiceError {
        call.isRead
            ? call.error(
                .timedOut, "\(call.platform) stopped in the middle of \(call.deed).",
                hint: "Try again later.")
            : call.unknown("\(call.platform) stopped answering")
    }

    private static func dropped(_ call: CallContext) -> ServiceError {
        call.isRead
            ? call.error(
                .unreachable, "\(call.platform) closed the connection before its answer was whole.",
                hint: "Try again in a moment.")
            : call.unknown("\(call.platform) closed the connection before its answer was whole")
    }
}

extension NIOConnectionError {
    /// No address was found, so none was tried.
    fileprivate var isUnknownHost: Bool {
        connectionErrors.isEmpty && (dnsAError != nil || dnsAAAAError != nil)
    }
}
