/// How the sandbox's made-up recipients answer.
package struct SandboxOptions: Sendable {
    package init() {}
}
