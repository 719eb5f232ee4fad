"""An office's workspace: intake, register, closing, status. Loaded only by the commands that work in one."""
