import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import ServiceCore

/// What a failure below HTTP means to a person; the only place here where NIO's errors are read.
enum FetchFault: Error {
    case tooLong

    /// Whether no connection came about, so that nothing was sent and another address may be tried.
    static func isUnconnected(_ error: any Error) -> Bool {
        switch error {
        case is NIOConnectionError: true
        case let error as HTTPClientError: error == .connectTimeout
        case let error as IOError: unreachable.contains(error.errnoCode)
        default: false
        }
    }

    private static let unreachable: Set = [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EACCES]

    static func meaning(of error: any Error, _ request: FetchRequest) -> ServiceError {
        let host = request.target.host
        if isUnconnected(error) {
            return ServiceError(.unreachable, "\(host) does not accept connections.")
        }
        switch error {
        case FetchFault.tooLong:
            return ServiceError(
                .malformedAnswer,
                "The answer of \(host) is longer than \(NumberText.grouped(request.limit)) bytes.")
        case is CancellationError: return cancelled(host)
        case let error as HTTPClientError: return client(error, host)
        case is NIOSSLError, is NIOSSLExtraError: return untrusted(host)
        default: return dropped(host)
        }
    }

    private static func client(_ error: HTTPClientError, _ host: String) -> ServiceError {
        switch error {
        case .cancelled: cancelled(host)
        case .tlsHandshakeTimeout: untrusted(host)
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            ServiceError(.timedOut, "\(host) stopped in the middle of its answer.")
        default: dropped(host)
        }
    }

    static func cancelled(_ host: String) -> ServiceError {
        ServiceError(.cancelled, "The request to \(host) was cancelled.")
    }

    private static func untrusted(_ host: String) -> ServiceError {
        ServiceError(
            .unreachable, "\(host) shows no TLS certificate that is valid for it; nothing was sent.")
    }

    private static func dropped(_ host: String) -> ServiceError {
        ServiceError(.unreachable, "\(host) closed the connection before its answer was whole.")
    }
}
