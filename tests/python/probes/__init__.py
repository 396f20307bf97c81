"""Questions that AWS answers nowhere, for a deployed AppSync and the local one."""
