import Crypto
import Foundation
package import NIOSSL
import SwiftASN1
import X509

/// A certificate for a loopback server, made for one test, right or with one fault.
package struct TestCertificate: Sendable {
    /// The authority that a client must trust to accept it, as PEM.
    package let authority: String
    /// Its own, as PEM, and the key of it.
    package let certificate: String
    package let key: String

    package enum Fault: Sendable, CaseIterable {
        /// Valid for another host.
        case wrongName
        case expired
        /// Signed by itself and by no authority.
        case selfSigned
    }

    /// A certificate for `localhost` that `authority` signed, but for the fault.
    package init(_ fault: Fault? = nil) throws {
        let authorityKey = P256.Signing.PrivateKey()
        let root = try Self.issue(
            "Test authority", key: authorityKey, issuer: "Test authority", issuerKey: authorityKey,
            isAuthority: true)
        let leafKey = P256.Signing.PrivateKey()
        let isSelfSigned = fault == .selfSigned
        let leaf = try Self.issue(
            fault == .wrongName ? "elsewhere.example" : "localhost", key: leafKey,
            issuer: isSelfSigned ? "localhost" : "Test authority",
            issuerKey: isSelfSigned ? leafKey : authorityKey, isAuthority: false,
            until: fault == .expired ? -3600 : 86400)
        authority = try root.serializeAsPEM().pemString
        certificate = try leaf.serializeAsPEM().pemString
        key = leafKey.pemRepresentation
    }

    package func serverConfiguration() throws -> TLSConfiguration {
        .makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map {
                .certificate($0)
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)))
    }

    private static func issue(
        _ name: String, key: P256.Signing.PrivateKey, issuer: String, issuerKey: P256.Signing.PrivateKey,
        isAuthority: Bool, until end: TimeInterval = 86400
    ) throws -> Certificate {
        let constraints =
            isAuthority
            ? BasicConstraints.isCertificateAuthority(maxPathLength: nil) : .notCertificateAuthority
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: -86400),
            notValidAfter: Date(timeIntervalSinceNow: end),
            issuer: DistinguishedName { CommonName(issuer) }, subject: DistinguishedName { CommonName(name) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(constraints)
                SubjectAlternativeNames([.dnsName(name)])
            },
            issuerPrivateKey: .init(issuerKey))
    }
}
